// 办不成事: a search finds nothing, the window is one link away, and what was told is looked into and answered. In one
// language per way of using it.
import { apply } from './lib/application.ts';
import { act, atCase, offer, stepOffer } from './lib/desk.ts';
import { primaryButton } from './lib/form.ts';
import { followOk, look, open, path, signInAs } from './lib/page.ts';
import { expect, test, type Lang } from './lib/test.ts';

const WINDOW = '002046001001';

// Each with scripts and without, each size and each language once: enough for what these pages do.
const PROJECTS = ['phone', 'desktop-noscript'];
test.skip(() => !PROJECTS.includes(test.info().project.name), 'two projects are enough for what these pages do');

function language(): Lang {
  return test.info().project.name === 'phone' ? 'en' : 'zh-CN';
}

test('what could not be done is told, looked into and answered', async ({ page }) => {
  const lang = language();
  await signInAs(page, 'citizen', lang);
  expect(await open(page, '/')).toBe(200);
  const search = page.locator('main form:has(input[name="q"])').first();
  await search.locator('input[name="q"]').fill('zzzzqqqq');
  await followOk(page, primaryButton(search));
  await look(page, lang, 'search-nothing');
  await followOk(page, page.locator(`main a[href*="/items/${WINDOW}"]`).first());
  expect(path(page)).toBe(`/items/${WINDOW}`);
  await look(page, lang, 'window-guide');
  const { number } = await apply(page, lang, true, WINDOW);

  await atCase(page, 'redress-counter', number, lang, false);
  await act(page, offer(page, 'acceptance'), lang);
  await atCase(page, 'redress-examiner', number, lang, false);
  await act(page, stepOffer(page), lang, { choose: { outcome: 'solved' } });
  await atCase(page, 'redress-reviewer', number, lang, false);
  await act(page, stepOffer(page), lang, { choose: { outcome: 'agree' } });
  await atCase(page, 'redress-head', number, lang);
  await act(page, offer(page, 'decision'), lang, { choose: { outcome: 'granted' } });

  await signInAs(page, 'citizen', lang);
  expect(await open(page, `/cases/${number}`)).toBe(200);
  await look(page, lang, 'window-answered');
  const words = lang === 'en' ? /licence|granted|refused/i : /准予|证照/;
  await expect(page.locator('main'), 'nothing was granted or refused').not.toContainText(words);
  await expect(page.locator('main a[href*="/notices/"]').first(), 'the answer on paper').toBeVisible();
});
