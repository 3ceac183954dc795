// The citizen's side: from the guide's start button to the receipt.
import type { Page } from '@playwright/test';
import { fill, fillPage, pdf, primaryButton } from './form.ts';
import { followOk, look, path, plain } from './page.ts';
import { expect, type Lang } from './test.ts';

/** 食品经营许可(新办, 餐饮). */
export const ITEM = '000131001001';

export interface Receipt {
  number: string;
  code: string;
}

const CASE_NUMBER = /\d{20}[0-9A-Z]/;

/** Walks from a guide that is open, signed in, to the receipt. */
export async function apply(page: Page, lang: Lang, looking = true, item = ITEM): Promise<Receipt> {
  const see = async (name: string): Promise<void> => {
    if (looking) await look(page, lang, name);
  };
  await followOk(page, startButton(page, item));
  const given = new Set<string>();
  for (let moved = 0; moved < 40; moved += 1) {
    const here = path(page);
    const room = here.replace(/^\/applications\/[^/]+/, '');
    if (room.startsWith('/pages/')) {
      await see(`apply-page-${room.split('/')[2]}`);
      await fillPage(page);
    } else if (room.startsWith('/materials/')) {
      const upload = page.locator('main form:has(input[type=file][name=file])').first();
      if (!given.has(here) && (await upload.count()) > 0) {
        given.add(here);
        await see(`apply-material-${room.split('/')[2]}`);
        await upload.locator('input[type=file]').setInputFiles(pdf('material'));
        await fill(upload);
        await followOk(page, primaryButton(upload));
      } else {
        await goOn(page);
      }
    } else if (room === '/materials' || room === '') {
      // A list: what is not yet given, then on.
      await see(room === '' ? 'apply-tasks' : 'apply-materials');
      const hrefs = await page.locator('main a[href*="/materials/"]').evaluateAll((links) =>
        links.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
      const open = hrefs.find((href) => !given.has(href));
      if (open === undefined) {
        await goOn(page);
      } else {
        await followOk(page, page.locator(`main a[href$="${open}"]`).first());
        // A page without an upload (shared data, the form itself) is done when it was seen.
        if ((await page.locator('main input[type=file]').count()) === 0) given.add(open);
      }
    } else if (room === '/answers') {
      await see('apply-answers');
      const send = page.locator('main form[action$="/submission"]');
      if ((await send.count()) > 0) {
        await fill(send.first());
        await followOk(page, primaryButton(send.first()));
      } else {
        await followOk(page, page.locator('main a[href$="/submission"]').first());
      }
    } else if ((await page.locator('.case-no').count()) > 0) {
      break;
    } else if (room === '/submission') {
      // A declaration to tick before it goes.
      await see('apply-submission');
      await fillPage(page);
    } else {
      throw new Error(`an application does not lead to ${page.url()}`);
    }
  }
  await see('receipt');
  const number = plain(await page.locator('.case-no').first().innerText()).match(CASE_NUMBER)?.[0];
  const code = (await page.locator('.query-code').first().innerText()).replace(/\s/g, '').match(/\d{6}/)?.[0];
  if (!number || !code) throw new Error(`no case number or query code on ${page.url()}`);
  await expect(page.locator('main time[datetime]').first(), 'by when').toBeVisible();
  return { number, code };
}

export function startButton(page: Page, item = ITEM): ReturnType<Page['locator']> {
  // Digits are an item's code, a word is a bundle's key.
  const action = `/${/^\d/.test(item) ? 'items' : 'life-events'}/${item}/application`;
  return page.locator(`main form[action*="${action}"] button, main a[href$="${action}"]`).first();
}

/** The page's way on: `a[rel=next]`, its main button, or a form that uploads and removes nothing. */
async function goOn(page: Page): Promise<void> {
  const ways = [
    'main a[rel="next"]',
    'main a.button:not(.button-quiet):not(.button-grave)',
    'main button[name="then"][value="continue"]',
    'main form[method="post" i]:not(:has(input[type=file])):not([action*="remov"]):not([action*="delet"]) ' +
      'button:not(.button-quiet):not(.button-grave)',
  ];
  for (const way of ways) {
    const found = page.locator(way);
    if ((await found.count()) > 0) return followOk(page, found.first());
  }
  throw new Error(`no way on from ${page.url()}: give it a main button that is a link, or a[rel=next]`);
}
