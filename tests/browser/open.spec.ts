// What everybody may know: from the foot of a page to the figures, an item's, and the data, without signing in.
import { ITEM } from './lib/application.ts';
import { followOk, look, open } from './lib/page.ts';
import { expect, test, type Lang } from './lib/test.ts';

test('anybody sees how long things take, and takes the data', async ({ page }) => {
  const lang: Lang = ['phone', 'desktop-noscript'].includes(test.info().project.name) ? 'en' : 'zh-CN';
  expect(await open(page, `/about?lang=${lang}`)).toBe(200);
  await followOk(page, page.locator('footer a[href="/open"]'));
  await look(page, lang, 'open');
  expect(await open(page, `/open/items/${ITEM}`)).toBe(200);
  await look(page, lang, 'open-item');
  expect(await open(page, '/open')).toBe(200);
  await followOk(page, page.locator('main a[href="/open/datasets"]').last());
  await look(page, lang, 'open-datasets');
  const file = page.locator('main a[href$=".json"]').first();
  const data = await page.request.get(await file.getAttribute('href') ?? '');
  expect(data.status()).toBe(200);
  expect((await data.json() as { rows: unknown[] }).rows).toBeInstanceOf(Array);
});
