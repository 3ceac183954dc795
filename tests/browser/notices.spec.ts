// A notice from the preview to the proof: shown before it is sent, changed, sent, read, kept as a file, printed, and checked
// by somebody who was shown it. At the width of a desk only, in one language per way of using it.
import { apply, ITEM } from './lib/application.ts';
import { atCase, offer } from './lib/desk.ts';
import { primaryButton } from './lib/form.ts';
import { follow, followOk, look, open, signInAs } from './lib/page.ts';
import { expect, test, type Lang } from './lib/test.ts';

test.beforeEach(() => {
  test.skip(test.info().project.name.startsWith('phone'), 'desks are wide');
});

function language(): Lang {
  return test.info().project.name === 'desktop-noscript' ? 'en' : 'zh-CN';
}

const NOTE = '请上传加盖公章的平面图 <b>。';

test('a notice is shown, changed, sent, kept and checked', async ({ page }) => {
  const lang = language();
  await signInAs(page, 'citizen', lang);
  expect(await open(page, `/items/${ITEM}`)).toBe(200);
  const { number } = await apply(page, lang, false);
  await atCase(page, 'counter', number, lang, false);
  await followOk(page, offer(page, 'correction').first());
  const form = page.locator('main form[action*="/correction"]').first();
  await form.locator('[name=target]').first().check({ force: true });
  await form.locator('textarea').first().fill('x');
  await followOk(page, primaryButton(form));
  await look(page, lang, 'preview-correction');
  await expect(page.locator('main .sheet.notice')).toContainText('2026');
  // Back, with everything as it was typed.
  await followOk(page, page.locator('main button[name=edit]'));
  await expect(form.locator('[name=target]').first()).toBeChecked();
  await expect(form.locator('textarea').first()).toHaveValue('x');
  await form.locator('textarea').first().fill(NOTE);
  await followOk(page, primaryButton(form));
  const shown = (await page.locator('main .sheet.notice').innerText()).replace(/\s/g, '');
  await followOk(page, page.locator('main form:has([name=confirmed])').locator('button').first());
  await look(page, lang, 'case-corrected');

  await signInAs(page, 'citizen', lang);
  expect(await open(page, `/cases/${number}`)).toBe(200);
  await followOk(page, page.locator('main a[href*="/notices/"]').first());
  await look(page, lang, 'notice-correction');
  const sheet = page.locator('main .sheet.notice');
  await expect(sheet).toContainText(NOTE);
  expect((await sheet.innerText()).replace(/\s/g, ''), 'as it was shown').toContain(shown);
  const href = await page.locator('main a[href$=".pdf"]').getAttribute('href');
  const file = await page.request.get(href ?? '');
  expect(file.headers()['content-type']).toBe('application/pdf');
  expect((await file.body()).subarray(0, 5).toString()).toBe('%PDF-');

  const code = await sheet.locator('.notice-proof strong').innerText();
  await page.context().clearCookies();
  expect(await open(page, `/?lang=${lang}`)).toBe(200);
  await followOk(page, page.locator('footer a[href="/verify"]'));
  await look(page, lang, 'verify');
  const ask = page.locator('main form[action="/verify"]');
  await ask.locator('[name=code]').fill('0000-0000-0000-0000');
  const wrong = await follow(page, primaryButton(ask));
  expect(wrong.status()).toBe(404);
  await look(page, lang, 'verify-unknown');
  await ask.locator('[name=code]').fill(code.toLowerCase());
  await followOk(page, primaryButton(ask));
  await look(page, lang, 'verified');
  await expect(page.locator('main')).not.toContainText(number);
});
