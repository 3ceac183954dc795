// What each visited page must hold, and how the walks move: submitting, signing in, looking.
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page, Response } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Lang } from './test.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

export function scriptsOn(): boolean {
  return test.info().project.use.javaScriptEnabled !== false;
}

/** No WCAG 2.2 AA violation. axe is a script, so it stays out where scripts are blocked. */
export async function noAxeViolations(page: Page): Promise<void> {
  if (!scriptsOn()) return;
  // No page has a frame, and what passed is not asked for: either makes axe slower.
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .setLegacyMode()
    .withTags(WCAG)
    .analyze();
  const found = violations.map(({ id, help, nodes }) =>
    `${id}: ${help}: ${nodes.map(({ target, failureSummary }) =>
      `${target.join(' ')} (${failureSummary?.replace(/\s+/g, ' ')})`).join('; ')}`);
  expect(found, `WCAG 2.2 AA on ${page.url()}`).toEqual([]);
}

/** Nothing is wider than the screen. */
export async function noOverflow(page: Page): Promise<void> {
  const { wide, room, who } = await page.evaluate(() => {
    const root = document.documentElement;
    // What scrolls by itself makes nothing wider.
    const scrolls = (element: Element | null): boolean => element !== null &&
      (getComputedStyle(element).overflowX !== 'visible' || scrolls(element.parentElement));
    const spilling = [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1)
      .filter((element) => !scrolls(element.parentElement))
      .slice(0, 5)
      .map((element) => `${element.tagName.toLowerCase()}.${[...element.classList].join('.')}`);
    return { wide: root.scrollWidth, room: root.clientWidth, who: spilling };
  });
  expect(wide, `${page.url()} is wider than the screen: ${who.join(', ')}`).toBeLessThanOrEqual(room);
}

let shots = 0;

/** A full-page screenshot when TONGBAN_SHOTS is set (to 1, or to a folder). */
export async function shot(page: Page, name: string): Promise<void> {
  const wanted = process.env.TONGBAN_SHOTS;
  if (!wanted) return;
  const { project, config } = test.info();
  const folder = wanted.includes('/') ? wanted : join(config.rootDir, 'test-results/shots');
  mkdirSync(folder, { recursive: true });
  const lang = await page.locator('html').getAttribute('lang');
  const number = String((shots += 1)).padStart(3, '0');
  const path = join(folder, `${project.name}-${number}-${name.replace(/[^\w-]+/g, '-')}-${lang}.png`);
  await page.screenshot({ path, fullPage: true });
}

/** Every check that every visited page must pass, and its picture. */
export async function look(page: Page, lang: Lang, name: string): Promise<void> {
  await expect(page.locator('html'), `language of ${page.url()}`).toHaveAttribute('lang', lang);
  await expect(page.locator('main h1'), `one heading on ${page.url()}`).toHaveCount(1);
  await noOverflow(page);
  await shot(page, name);
  await noAxeViolations(page);
}

/** Opens an address and hands back the answer's status. */
export async function open(page: Page, path: string): Promise<number> {
  const response = await page.goto(path);
  if (!response) throw new Error(`no answer from ${path}`);
  return response.status();
}

/** Clicks what leaves the page and waits for the page that follows all redirects. */
export async function follow(page: Page, what: Locator): Promise<Response> {
  const [response] = await Promise.all([
    page.waitForResponse((answer) =>
      answer.request().isNavigationRequest() &&
      answer.frame() === page.mainFrame() &&
      !(answer.status() >= 300 && answer.status() < 400)),
    // A script that goes on by itself, as after an upload, has answered before the page changes.
    page.waitForEvent('framenavigated', (frame) => frame === page.mainFrame()),
    what.click(),
  ]);
  await page.waitForLoadState('load');
  return response;
}

/** As `follow`, where the answer must be a page that went well. */
export async function followOk(page: Page, what: Locator): Promise<void> {
  const response = await follow(page, what);
  if (!response.ok()) throw new Error(await refusal(page, response));
}

/** What the page says about a refused form, for the report of a failed walk. */
export async function refusal(page: Page, response: Response): Promise<string> {
  const said = await page.locator('.error-summary, [role=alert], main h1').allInnerTexts().catch(() => []);
  return `${response.request().method()} ${response.url()} answered ${response.status()}: ${said.join(' | ')}`;
}

/** Signs in as a demo persona, as nobody before, in the walk's language. */
export async function signInAs(page: Page, persona: string, lang: Lang): Promise<void> {
  await page.context().clearCookies();
  expect(await open(page, `/session?lang=${lang}`)).toBe(200);
  await signInHere(page, persona);
}

/** Signs in on the page for it that is shown now. */
export async function signInHere(page: Page, persona: string): Promise<void> {
  const form = page.locator(`form:has([name="persona"][value="${persona}"])`);
  // Officers are listed under their agency, folded in.
  const folded = page.locator('details:not([open])', { has: form }).locator('> summary');
  if ((await folded.count()) > 0) await folded.first().click();
  await followOk(page, form.locator('button, input[type=submit]').first());
}

/** The rest of a page's path, without host and query. */
export function path(page: Page): string {
  return new URL(page.url()).pathname;
}

/** Numbers are shown in groups; addresses may hold them plain. */
export function plain(number: string): string {
  return number.replace(/[^0-9A-Za-z]/g, '').toUpperCase();
}

/** The first link on the page, or on those after it (`a[rel=next]`), to the case. */
export async function linkToCase(page: Page, number: string): Promise<Locator> {
  for (let turned = 0; turned < 40; turned += 1) {
    const hrefs = await page.locator('main a[href]').evaluateAll((links) =>
      links.map((link) => link.getAttribute('href') ?? ''));
    const index = hrefs.findIndex((href) => plain(decodeURIComponent(href)).includes(plain(number)));
    if (index >= 0) return page.locator('main a[href]').nth(index);
    const next = page.locator('main a[rel="next"]');
    if ((await next.count()) === 0) break;
    await followOk(page, next.first());
  }
  throw new Error(`case ${number} is not listed at ${page.url()} nor on the pages after it`);
}
