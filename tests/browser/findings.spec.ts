// What the rules found: the head of the agency explains it, a supervisor confirms it, and an order follows.
import { primaryButton } from './lib/form.ts';
import { follow, followOk, look, open, signInAs } from './lib/page.ts';
import { expect, test } from './lib/test.ts';

// Each with scripts and without, each size and each language once: the demo's head has few findings to explain.
const PROJECTS = ['phone', 'desktop-noscript'];
test.skip(() => !PROJECTS.includes(test.info().project.name), 'two projects are enough for what the two pages do');

test('a finding is explained, confirmed and ordered to be corrected', async ({ page }) => {
  const project = test.info().project.name;
  const lang = 'zh-CN';
  // They run side by side and must not take the same one.
  const rows = page.locator('main tbody a');
  const own = project === 'phone' ? rows.first() : rows.last();
  await signInAs(page, 'head', lang);
  // The rules read the cases while the server starts.
  await expect(async () => {
    expect(await open(page, '/desk/findings')).toBe(200);
    await expect(own).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 60_000 });
  await look(page, lang, 'desk-findings');
  await followOk(page, own);
  const here = new URL(page.url()).pathname;
  const form = page.locator('main form[action$="/explanation"]');
  const empty = await follow(page, primaryButton(form));
  expect(empty.status()).toBe(422);
  await page.locator('[name=text]').fill('窗口系统当天故障，事后补录。');
  await look(page, lang, 'desk-finding');
  await followOk(page, primaryButton(form));
  await expect(form).toHaveCount(0);

  await signInAs(page, 'supervisor', lang);
  expect(await open(page, '/oversight/findings?days=365')).toBe(200);
  await look(page, lang, 'oversight-findings');
  const total = await page.locator('table[data-total]').getAttribute('data-total');
  const file = await page.request.get('/oversight/findings.json?days=365');
  expect(String((await file.json()).total)).toBe(total);

  expect(await open(page, here.replace('/desk/', '/oversight/'))).toBe(200);
  await look(page, lang, 'oversight-finding');
  const decision = page.locator('main form[action$="/decision"]');
  await decision.locator('input[value=confirmed]').check();
  await decision.locator('[name=text]').fill('与日志不符，属实。');
  await followOk(page, primaryButton(decision));
  await look(page, lang, 'oversight-finding-confirmed');
  await followOk(page, page.locator('main a[href$="/order"]'));
  await expect(page.locator('main form[action$="/order"]')).toBeVisible();
});
