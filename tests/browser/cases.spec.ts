// What an applicant does with a case beside waiting: the receipt and its code, the list, a question, a complaint, and
// the rating at the end. In one language per way of using it.
import type { Page } from '@playwright/test';
import { apply, ITEM } from './lib/application.ts';
import { primaryButton, primaryForm } from './lib/form.ts';
import { follow, followOk, look, open, signInAs } from './lib/page.ts';
import { expect, test, type Lang } from './lib/test.ts';

function language(): Lang {
  return ['phone', 'desktop-noscript'].includes(test.info().project.name) ? 'en' : 'zh-CN';
}

/** Opens what the case's page offers, looks at it, sends it empty (wrong), then with the words. */
async function say(page: Page, lang: Lang, noun: string, words: string, choice?: string): Promise<void> {
  await followOk(page, page.locator(`main a[href$="/${noun}"]`).first());
  await look(page, lang, `say-${noun}`);
  const faulty = await follow(page, primaryButton(primaryForm(page)));
  expect(faulty.status()).toBe(422);
  await expect(page.locator('.error-summary')).toBeVisible();
  await look(page, lang, `say-${noun}-error`);
  if (choice) await page.locator(`[name=choice][value=${choice}]`).check({ force: true });
  await page.locator('textarea[name=text]').fill(words);
  await followOk(page, primaryButton(primaryForm(page)));
  await expect(page.locator('.banner-done')).toBeVisible();
  await expect(page.locator('main')).toContainText(words);
}

test('a case is followed, asked about and complained of', async ({ page }) => {
  const lang = language();
  await signInAs(page, 'citizen', lang);
  expect(await open(page, `/items/${ITEM}`)).toBe(200);
  const { number, code } = await apply(page, lang, false);
  await look(page, lang, 'receipt');
  const qr = page.locator('svg.qr');
  await expect(qr).toHaveAttribute('role', 'img');
  await expect(qr).toHaveAttribute('aria-label', new RegExp(number));
  const receipt = page.url();
  if (test.info().project.name === 'desktop') {
    const pdf = await page.pdf({ format: 'A4' });
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g) ?? [];
    expect(pages, 'one sheet').toHaveLength(1);
  }
  expect(await open(page, receipt), 'it can be kept').toBe(200);

  expect(await open(page, '/cases')).toBe(200);
  await look(page, lang, 'cases');
  await followOk(page, page.locator('.tabs a[href$="state=ended"]'));
  await look(page, lang, 'cases-ended');
  await page.locator('#no').fill('123');
  const nothing = await follow(page, page.locator('main form[method=get] button'));
  expect(nothing.status()).toBe(200);
  await expect(page.locator('.error-summary')).toBeVisible();
  await look(page, lang, 'cases-not-found');
  await page.locator('#no').fill(number);
  await followOk(page, page.locator('main form[method=get] button'));
  await look(page, lang, 'case');
  await expect(page.locator('nav[aria-labelledby=can] a[href$="/reminder"]'), 'not yet').toHaveCount(0);
  await say(page, lang, 'enquiry', 'Do I have to bring my seal?');
  await say(page, lang, 'complaint', 'The counter was closed at ten.', 'attitude');
  await look(page, lang, 'case-said');

  await signInAs(page, 'counter', lang);
  expect(await open(page, `/desk/cases/${number}`)).toBe(200);
  await expect(page.locator('main')).not.toContainText('closed at ten');
  await followOk(page, page.locator('main a[href*="/enquiries/"]').first());
  await look(page, lang, 'desk-enquiry');
  await page.locator('textarea[name=text]').fill('No, a signature will do.');
  await followOk(page, primaryButton(primaryForm(page)));
  await look(page, lang, 'desk-answered');
  expect(await open(page, '/desk/ratings')).toBe(200);
  await look(page, lang, 'desk-ratings');

  await signInAs(page, 'supervisor', lang);
  expect(await open(page, '/oversight')).toBe(200);
  await followOk(page, page.locator('main a[href="/oversight/complaints"]'));
  await look(page, lang, 'complaints');
  await followOk(page, page.locator(`main a[href*="/oversight/complaints/${number}"]`).first());
  await look(page, lang, 'complaint');
  await followOk(page, page.locator('main form[action$="/forwarding"] button'));
  const reply = page.locator('main form[action$="/reply"]');
  const faulty = await follow(page, primaryButton(reply));
  expect(faulty.status()).toBe(422);
  await look(page, lang, 'complaint-error');
  await reply.locator('[value=founded]').check({ force: true });
  await reply.locator('textarea').fill('The counter opens at nine from now on.');
  await followOk(page, primaryButton(reply));
  await look(page, lang, 'complaint-answered');

  await signInAs(page, 'citizen', lang);
  expect(await open(page, `/cases/${number}`)).toBe(200);
  await expect(page.locator('#voices ~ *').filter({ hasText: 'a signature will do' }).first()).toBeVisible();
  await look(page, lang, 'case-answered');
  await followOk(page, page.locator('main a[href$="/withdrawal"]').first());
  await followOk(page, primaryButton(primaryForm(page)));
  await look(page, lang, 'case-withdrawn');
  await followOk(page, page.locator('main a[href$="/rating"]').first());
  await look(page, lang, 'rating');

  await page.context().clearCookies();
  expect(await open(page, `/track?no=${number}&lang=${lang}`)).toBe(200);
  await look(page, lang, 'track-prefilled');
  await page.locator('#code').fill(code);
  await followOk(page, primaryButton(primaryForm(page)));
  await look(page, lang, 'tracked');
  await expect(page.locator('main')).not.toContainText('my seal');
});
