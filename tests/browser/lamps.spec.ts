// The life of a lamp: it turned, the head says why, supervision reads the whole history and takes it off with a reason.
import { primaryButton, primaryForm } from './lib/form.ts';
import { follow, followOk, look, open, path, signInAs } from './lib/page.ts';
import { expect, test } from './lib/test.ts';

// Each with scripts and without, each size and each language once: the demo's head has few warnings to explain.
const PROJECTS = ['desktop', 'phone-noscript'];
test.skip(() => !PROJECTS.includes(test.info().project.name), 'two projects are enough for what these pages do');

test('a lamp is explained, read and taken off', async ({ page }) => {
  const lang = test.info().project.name === 'desktop' ? 'zh-CN' : 'en';
  const why = '专家出差，评审推迟到次日。';
  await signInAs(page, 'water-head', lang);
  expect(await open(page, '/desk')).toBe(200);
  await followOk(page, page.locator('main a[href="/desk/warnings"]').first());
  await look(page, lang, 'desk-warnings');
  // They run side by side and must not take the same one.
  const all = page.locator('main a[href$="/explanation"]');
  await followOk(page, lang === 'en' ? all.first() : all.last());
  const [, number, warning] = path(page).match(/cases\/(\w+)\/warnings\/(\d+)/) ?? [];
  expect(number).toBeDefined();
  const empty = await follow(page, primaryButton(primaryForm(page)));
  expect(empty.status()).toBe(422);
  await look(page, lang, 'desk-explanation-error');
  await page.locator('main textarea').fill(why);
  await followOk(page, primaryButton(primaryForm(page)));
  await expect(page.locator('main')).toContainText(why);
  await look(page, lang, 'desk-explained');

  await signInAs(page, 'supervisor', lang);
  expect(await open(page, `/oversight/cases/${number}/lamps`)).toBe(200);
  await look(page, lang, 'oversight-turns');
  await expect(page.locator('main')).toContainText(why);
  await followOk(page, page.locator(`main a[href$="/warnings/${warning}/clearance"]`).first());
  const missing = await follow(page, primaryButton(primaryForm(page)));
  expect(missing.status()).toBe(422);
  await look(page, lang, 'oversight-clearance-error');
  await page.locator('main textarea').fill('理由成立，予以摘牌。');
  await followOk(page, primaryButton(primaryForm(page)));
  await look(page, lang, 'oversight-cleared');
  expect(await open(page, `/oversight/cases/${number}/lamps`)).toBe(200);
  await expect(page.locator('main')).toContainText('予以摘牌');
  await expect(page.locator(`main a[href$="/warnings/${warning}/clearance"]`), 'once').toHaveCount(0);
});
