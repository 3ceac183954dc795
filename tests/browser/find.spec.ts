// Finding an item: by the words of people, by where they are, and back to what they had begun.
import type { Page } from '@playwright/test';
import { startButton } from './lib/application.ts';
import { follow, followOk, look, open, path, signInAs } from './lib/page.ts';
import { expect, LANGUAGES, type Lang, test } from './lib/test.ts';

const FOOD = '/items/000131001001';
const RESIDENCE = '/items/000709001003';
const PROPERTY = '/items/000715002001';

/** Types into the page's own search box. */
async function search(page: Page, q: string): Promise<void> {
  await page.locator('main [role=search] input[name=q]').fill(q);
  await followOk(page, page.locator('main [role=search] button[type=submit]'));
}

async function among(page: Page, href: string, first: number, why: string): Promise<void> {
  const hrefs = await page.locator('main .card > a').evaluateAll((links) =>
    links.slice(0, 10).map((link) => link.getAttribute('href')));
  expect(hrefs.slice(0, first), why).toContain(href);
}

/** From the province down to the county, by links and a button. */
async function choose(page: Page, lang: Lang, prefecture: string, county: string): Promise<void> {
  await followOk(page, page.locator('main a[href^="/division"]').first());
  await look(page, lang, 'division');
  await followOk(page, page.locator(`#places a[href*="in=${prefecture}"]`));
  await look(page, lang, 'division-prefecture');
  await followOk(page, page.locator(`#places button[value="${county}"]`));
}

for (const lang of LANGUAGES) {
  test(`an item is found by whatever people type (${lang})`, async ({ page }) => {
    expect(await open(page, `/?lang=${lang}`)).toBe(200);
    await look(page, lang, 'home');
    const typed: [string, string, string][] = [
      ['chinese', '居住证', RESIDENCE],
      ['sentence', '我想开一家面馆', FOOD],
      ['pinyin', 'juzhuzheng', RESIDENCE],
      ['initials', 'jzz', RESIDENCE],
      ['typo', '居往证', RESIDENCE],
      ['english', 'catering permit', FOOD],
      ['english-typo', 'residense permit', RESIDENCE],
    ];
    for (const [name, q, href] of typed) {
      await search(page, q);
      await among(page, href, 3, q);
      await look(page, lang, `search-${name}`);
    }

    await test.step('nothing fits: what is near, and the hotline', async () => {
      await search(page, '护照');
      await look(page, lang, 'search-nothing');
      await expect(page.locator('main .empty a[href="tel:12345"]')).toBeVisible();
      expect(await page.locator('main .card').count()).toBeGreaterThan(0);
    });

    await test.step('facets are links and keep the words', async () => {
      await search(page, '营业执照');
      const before = await page.locator('main .card').count();
      await followOk(page, page.locator('.facets a[href*="theme=food"]'));
      await look(page, lang, 'search-narrowed');
      await expect(page.locator('main [role=search] input[name=q]')).toHaveValue('营业执照');
      expect(await page.locator('main .card').count()).toBeLessThan(before);
      expect(await open(page, '/search?q=%E5%B1%85%E4%BD%8F%E8%AF%81&theme=food')).toBe(200);
      await look(page, lang, 'search-narrowed-away');
      await followOk(page, page.locator('main .empty a'));
      await among(page, RESIDENCE, 3, 'all groups again');
    });
  });

  test(`a division is chosen once, and says what can be had there (${lang})`, async ({ page }) => {
    expect(await open(page, `/search?q=mortgage&lang=${lang}`)).toBe(200);
    await choose(page, lang, '620500', '620502');
    expect(path(page), 'back where they were').toBe('/search');
    await look(page, lang, 'search-elsewhere');
    const card = page.locator(`main .card:has(a[href="${PROPERTY}"])`);
    await expect(card, 'it stays, and says where it can be had').toContainText(lang === 'en' ? 'Lanzhou' : '兰州市');
    const response = await follow(page, card.locator('a'));
    expect(response.status()).toBe(200);
    await look(page, lang, 'guide-elsewhere');
    expect(await open(page, '/search')).toBe(200);
    await followOk(page, page.locator('.facets a[href*="here=1"]'));
    await look(page, lang, 'search-here');
    await expect(page.locator(`main .card:has(a[href="${PROPERTY}"])`)).toHaveCount(0);
    expect(await open(page, '/')).toBe(200);
    await look(page, lang, 'home-division');
    await expect(page.locator('.hero')).toContainText(lang === 'en' ? 'Qinzhou' : '秦州区');
    for (const tab of ['entity', 'events', 'agencies']) {
      await followOk(page, page.locator(`nav.tabs a[href="/?for=${tab}"]`));
      await look(page, lang, `home-${tab}`);
    }
    await choose(page, lang, '620100', '620102');
    expect(path(page)).toBe('/');
    await expect(page.locator('.hero')).toContainText(lang === 'en' ? 'Chengguan' : '城关区');
  });

  test(`the home page has what waits for the person, and less in large text (${lang})`, async ({ page }) => {
    await signInAs(page, 'citizen', lang);
    expect(await open(page, RESIDENCE)).toBe(200);
    await followOk(page, startButton(page, '000709001003'));
    expect(await open(page, '/')).toBe(200);
    await look(page, lang, 'home-signed-in');
    await expect(page.locator('#drafts')).toBeVisible();
    await expect(page.locator('.home-mine h2').first()).toBeInViewport();
    await expect(page.locator('.hero'), 'as registered').toContainText(lang === 'en' ? 'Chengguan' : '城关区');
    expect(await open(page, '/?text=large')).toBe(200);
    await look(page, lang, 'home-large');
    await expect(page.locator('main a[href="/cases"]')).toBeVisible();
    await search(page, '居住证');
    await look(page, lang, 'search-large');
    expect(await open(page, '/?text=normal')).toBe(200);
    await expect(page.locator('main a[href="tel:12345"]')).toHaveCount(0);
  });
}
