// The loop of a bad rating, to its end: given, answered by the agency, called back by somebody else, shown to everybody
// in words that name nobody. In one language per way of using it.
import type { Page } from '@playwright/test';
import { apply, ITEM } from './lib/application.ts';
import { act, offer } from './lib/desk.ts';
import { primaryButton, primaryForm } from './lib/form.ts';
import { follow, followOk, look, open, signInAs } from './lib/page.ts';
import { expect, test, type Lang } from './lib/test.ts';

// Each with scripts and without, each size and each language once: enough for what these pages do.
const PROJECTS = ['phone', 'desktop-noscript'];
test.skip(() => !PROJECTS.includes(test.info().project.name), 'two projects are enough for what these pages do');

function language(): Lang {
  return test.info().project.name === 'phone' ? 'zh-CN' : 'en';
}

/** What supervision does on the rating's page: wrong when empty, then with the words. */
async function judge(page: Page, lang: Lang, end: string, choice: string, words: string): Promise<void> {
  const form = page.locator(`main form[action$="/${end}"]`);
  const empty = await follow(page, primaryButton(form));
  expect(empty.status()).toBe(422);
  await look(page, lang, `rating-${end}-error`);
  await form.locator(`[name=choice][value=${choice}]`).check({ force: true });
  await form.locator('textarea').fill(words);
  await followOk(page, primaryButton(form));
  await look(page, lang, `rating-${end}`);
}

test('a bad rating is put right, called back and made public', async ({ page }) => {
  const lang = language();
  await signInAs(page, 'citizen', lang);
  expect(await open(page, `/items/${ITEM}`)).toBe(200);
  const { number } = await apply(page, lang, false);
  expect(await open(page, `/cases/${number}/withdrawal`)).toBe(200);
  await followOk(page, primaryButton(primaryForm(page)));
  expect(await open(page, `/cases/${number}/rating`)).toBe(200);
  await page.locator('main [name=level][value="1"]').check({ force: true });
  await page.locator('main textarea').first().fill('跑了三趟，电话13909310001也没人接。');
  await followOk(page, primaryButton(primaryForm(page)));

  await signInAs(page, 'head', lang);
  expect(await open(page, `/desk/cases/${number}`)).toBe(200);
  await look(page, lang, 'desk-bad-rating');
  await expect(offer(page, 'follow-up'), 'first the contact').toHaveCount(0);
  await act(page, offer(page, 'rating-contact'), lang, { choose: { choice: 'simple' } });
  expect(await open(page, `/desk/cases/${number}`)).toBe(200);
  await act(page, offer(page, 'follow-up'), lang, {
    before: async (form) => form.locator('textarea').fill('已更换值守人员，电话有人接听。'),
  });

  await signInAs(page, 'citizen', lang);
  expect(await open(page, `/cases/${number}`)).toBe(200);
  await expect(page.locator('main')).toContainText('已更换值守人员');
  await look(page, lang, 'case-put-right');
  await followOk(page, page.locator('main a[href$="/rating-reply"]').first());
  await look(page, lang, 'rating-reply');
  await page.locator('main [name=choice][value=content]').check({ force: true });
  await page.locator('main textarea').fill('现在有人接电话了。');
  await followOk(page, primaryButton(primaryForm(page)));

  await signInAs(page, 'supervisor', lang);
  expect(await open(page, '/oversight/ratings')).toBe(200);
  await look(page, lang, 'oversight-ratings');
  expect(await open(page, `/oversight/ratings/${number}`)).toBe(200);
  await look(page, lang, 'oversight-rating');
  await judge(page, lang, 'call-back', 'content', '已电话回访，申请人表示满意。');
  const release = page.locator('main form[action$="/release"]');
  await followOk(page, primaryButton(release));
  await look(page, lang, 'rating-released');
  await expect(page.locator('main form[action$="/call-back"]'), 'called back once').toHaveCount(0);

  await page.context().clearCookies();
  expect(await open(page, `/items/${ITEM}/ratings?lang=${lang}`)).toBe(200);
  await look(page, lang, 'item-ratings');
  await expect(page.locator('main')).toContainText('跑了三趟');
  await expect(page.locator('main'), 'no telephone number').not.toContainText('13909310001');
});
