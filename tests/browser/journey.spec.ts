// The whole job, from the citizen's search to the rating: issue 2, "What must work", 1 to 8.
// It reads no words: it goes by addresses, names of controls, numbers and dates.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { apply, ITEM, startButton } from './lib/application.ts';
import { act, atCase, atCaseByAddress, offer, stepOffer } from './lib/desk.ts';
import { pdf, primaryButton, primaryForm } from './lib/form.ts';
import { follow, followOk, linkToCase, look, open, path, plain, signInAs, signInHere } from './lib/page.ts';
import { expect, LANGUAGES, test } from './lib/test.ts';
import { own } from './lib/server.ts';

const LICENCE = /1\.2\.156\.3005\.2\.[0-9A-Z.]+/;

function mails(): number {
  try {
    return readdirSync(join(own().data, 'mail'), { recursive: true })
      .filter((name) => String(name).endsWith('.eml')).length;
  } catch {
    return 0;
  }
}

for (const lang of LANGUAGES) {
  test(`a food licence, from search to rating (${lang})`, async ({ page }) => {
    const mailsBefore = mails();

    await test.step('1 find the guide', async () => {
      expect(await open(page, `/?lang=${lang}`)).toBe(200);
      await look(page, lang, 'home');
      const search = page.locator('main form:has(input[name="q"])').first();
      await search.locator('input[name="q"]').fill(lang === 'en' ? 'food' : '食品经营');
      await followOk(page, primaryButton(search));
      expect(path(page)).toBe('/search');
      await look(page, lang, 'search');
      await followOk(page, page.locator(`main a[href^="/items/${ITEM}"]`).first());
      await look(page, lang, 'guide');
    });

    let receipt = { number: '', code: '' };
    await test.step('2 sign in and apply', async () => {
      // Whoever starts signed out is asked to sign in and then goes on.
      await follow(page, startButton(page));
      expect(path(page), 'starting asks to sign in').toBe('/session');
      await look(page, lang, 'session');
      await signInHere(page, 'citizen');
      expect(await open(page, `/items/${ITEM}`)).toBe(200);
      receipt = await apply(page, lang);
      expect(receipt.number.slice(0, 6), 'given to the county of the applicant').toBe('620102');
    });
    const { number, code } = receipt;

    await test.step('the citizen finds the case', async () => {
      expect(await open(page, '/cases')).toBe(200);
      await look(page, lang, 'cases');
      await followOk(page, await linkToCase(page, number));
      await look(page, lang, 'case-received');
      await expect(page.locator('main')).not.toContainText(LICENCE);
    });

    await test.step('3 and 4 the counter of that county accepts', async () => {
      await atCase(page, 'counter', number, lang);
      await expect(page.locator('main .lamp').first()).toBeVisible();
      await act(page, offer(page, 'acceptance'), lang);
      expect(await open(page, `/desk/cases/${number}`)).toBe(200);
      await expect(offer(page, 'acceptance'), 'accepted once').toHaveCount(0);
      await expect(page.locator('main time[datetime]').first(), 'the clock runs').toBeVisible();
    });

    await test.step('elsewhere the case does not exist', async () => {
      await signInAs(page, 'counter-elsewhere', lang);
      expect(await open(page, `/desk/cases/${number}`)).toBe(404);
      await look(page, lang, 'not-found');
    });

    await test.step('5 examination, and a site check by two', async () => {
      await atCase(page, 'examiner', number, lang);
      await act(page, stepOffer(page), lang);
      await atCaseByAddress(page, 'examiner', number, lang);
      await act(page, stepOffer(page), lang);
      await atCaseByAddress(page, 'examiner', number, lang);
      await expect(stepOffer(page), 'one person is not two').toHaveCount(0);
      await atCase(page, 'examiner-2', number, lang, false);
      await act(page, stepOffer(page), lang);
    });

    await test.step('5 review', async () => {
      await atCase(page, 'reviewer', number, lang, false);
      await act(page, stepOffer(page), lang);
      await atCaseByAddress(page, 'reviewer', number, lang);
      await expect(offer(page, 'decision'), 'who reviewed does not decide').toHaveCount(0);
    });

    await test.step('5 decision', async () => {
      await atCase(page, 'decider', number, lang);
      await act(page, offer(page, 'decision'), lang, { choose: { outcome: 'granted' } });
    });

    await test.step('6 licence and delivery', async () => {
      await atCase(page, 'issuer', number, lang);
      await act(page, offer(page, 'licence'), lang);
      await atCaseByAddress(page, 'issuer', number, lang);
      const choose = { method: 'counter', 'counter.identity': 'resident-card' };
      await act(page, offer(page, 'delivery'), lang, { choose });
      await followOk(page, page.locator('main a[href$="/signed-receipt"]'));
      await page.locator('input[type=file]').setInputFiles(pdf('signed'));
      await followOk(page, primaryButton(primaryForm(page)));
      await look(page, lang, 'signed-receipt');
    });

    await test.step('6 the citizen has the licence and rates', async () => {
      await signInAs(page, 'citizen', lang);
      expect(await open(page, `/cases/${number}`)).toBe(200);
      await look(page, lang, 'case-delivered');
      await expect(page.locator('main')).toContainText(LICENCE);
      await act(page, offer(page, 'rating'), lang, { choose: { level: '5' } });
      expect(await open(page, `/cases/${number}`)).toBe(200);
      await expect(offer(page, 'rating'), 'rated once').toHaveCount(0);
      await look(page, lang, 'case-rated');
      // Submitted, accepted, decided, delivered at the least.
      await expect.poll(mails, { timeout: 60_000, message: 'mails' }).toBeGreaterThanOrEqual(mailsBefore + 4);
    });

    await test.step('7 progress without an account', async () => {
      await page.context().clearCookies();
      expect(await open(page, `/track?lang=${lang}`)).toBe(200);
      await look(page, lang, 'track');
      const form = page.locator('main form:has([name="number"]):has([name="code"])');
      await form.locator('[name="number"]').fill(number);
      await form.locator('[name="code"]').fill(code);
      await followOk(page, primaryButton(form));
      await look(page, lang, 'track-found');
      expect(plain(await page.locator('main').innerText())).toContain(number);
      await expect(page.locator('main time[datetime]').first()).toBeVisible();
    });

    await test.step('8 the supervisor sees the figures and goes down to cases', async () => {
      await signInAs(page, 'supervisor', lang);
      expect(await open(page, '/oversight')).toBe(200);
      await look(page, lang, 'oversight');
      // A figure above nought that links to its list.
      const figures = page.locator('main a[href*="/oversight/cases"]').filter({ hasText: /[1-9]/ });
      await followOk(page, figures.first());
      await look(page, lang, 'oversight-cases');
      const hrefs = await page.locator('main a[href]').evaluateAll((links) =>
        links.map((link) => link.getAttribute('href') ?? ''));
      const one = hrefs.findIndex((href) => /\/cases\/[0-9A-Z][0-9A-Z -]{19,}/i.test(decodeURIComponent(href)));
      expect(one, 'a case in the list').toBeGreaterThanOrEqual(0);
      await followOk(page, page.locator('main a[href]').nth(one));
      await look(page, lang, 'oversight-case');
    });

  });
}
