// A bundle (一件事): one form, several cases, one page to follow them; what waits opens when its time comes.
import { apply } from './lib/application.ts';
import { act, atCase, offer } from './lib/desk.ts';
import { followOk, look, open, path, signInAs } from './lib/page.ts';
import { expect, LANGUAGES, test } from './lib/test.ts';

const TRACKER = 'main a[href^="/life-events/applications/"]';

for (const lang of LANGUAGES) {
  test(`having a baby, from the home page to the household register (${lang})`, async ({ page }) => {
    let tracker = '';
    let number = '';

    await test.step('the guide is found', async () => {
      expect(await open(page, `/?lang=${lang}`)).toBe(200);
      await followOk(page, page.locator('main a[href="/life-events"]').first());
      await look(page, lang, 'life-events');
      await followOk(page, page.locator('main a[href="/life-events/newborn"]').first());
      await look(page, lang, 'life-event-guide');
      await expect(page.locator('.event-parts > li'), 'what it opens').toHaveCount(6);
    });

    await test.step('one form makes two cases', async () => {
      await signInAs(page, 'citizen-2', lang);
      expect(await open(page, '/life-events/newborn')).toBe(200);
      ({ number } = await apply(page, lang, true, 'newborn'));
      await expect(page.locator('.query-code'), 'what begins at once').toHaveCount(2);
      await followOk(page, page.locator(TRACKER).first());
      tracker = path(page);
      await look(page, lang, 'life-event-begun');
      await expect(page.locator('.case-line'), 'all parts').toHaveCount(6);
      await expect(page.locator('.case-line h3 a'), 'under way').toHaveCount(2);
    });

    await test.step('the certificate opens what waited for it', async () => {
      await atCase(page, 'health-counter', number, lang);
      await expect(page.locator('.part-of .related > li'), 'its bundle beside it').toHaveCount(6);
      await act(page, offer(page, 'acceptance'), lang);
      await atCase(page, 'health-decider', number, lang);
      await act(page, offer(page, 'decision'), lang);
      await atCase(page, 'health-issuer', number, lang);
      await act(page, offer(page, 'licence'), lang);
      await signInAs(page, 'citizen-2', lang);
      expect(await open(page, tracker)).toBe(200);
      await look(page, lang, 'life-event-further');
      await expect(page.locator('.case-line h3 a'), 'two more').toHaveCount(4);
    });

    await test.step('the list has one entry', async () => {
      expect(await open(page, '/cases')).toBe(200);
      await look(page, lang, 'life-event-in-cases');
      await expect(page.locator(`main a[href="${tracker}"]`)).toHaveCount(1);
    });
  });
}
