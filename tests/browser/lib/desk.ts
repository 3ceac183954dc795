// The clerk's side: finding a case and doing one act on it, by the act's noun.
import type { Locator, Page } from '@playwright/test';
import { fill, primaryButton } from './form.ts';
import { followOk, linkToCase, look, open, signInAs } from './page.ts';
import { expect, type Lang } from './test.ts';

/** What a case page offers under a noun: a form sent there, or a link to it. */
export function offer(page: Page, noun: string): Locator {
  return page.locator(
    `main form[action$="/${noun}"], main form[action*="/${noun}?"], main a[href$="/${noun}"], main a[href*="/${noun}?"]`,
  );
}

/** Whatever step of the item's own the page offers. */
export function stepOffer(page: Page): Locator {
  return page.locator('main form[action*="/steps/"], main a[href*="/steps/"]');
}

/** Signs in as a clerk and opens the case from the inbox. */
export async function atCase(
  page: Page, persona: string, number: string, lang: Lang, looking = true,
): Promise<void> {
  await signInAs(page, persona, lang);
  expect(await open(page, '/desk')).toBe(200);
  if (looking) await look(page, lang, `desk-${persona}`);
  await followOk(page, await linkToCase(page, number));
  if (looking) await look(page, lang, `case-${persona}`);
}

/** As `atCase`, by address: for those whose inbox does not hold it. */
export async function atCaseByAddress(
  page: Page, persona: string, number: string, lang: Lang,
): Promise<void> {
  await signInAs(page, persona, lang);
  expect(await open(page, `/desk/cases/${number}`)).toBe(200);
}

/** Takes the case where it must be claimed before it can be worked. */
export async function claim(page: Page, wanted: Locator): Promise<void> {
  if ((await wanted.count()) > 0) return;
  const claims = page.locator('main form[action*="/claim"]');
  if ((await claims.count()) > 0) await followOk(page, primaryButton(claims.first()));
}

export interface Choices {
  /** Radios to choose: name and value. */
  choose?: Record<string, string>;
  /** Anything else to set in the form before the rest is filled. */
  before?: (form: Locator) => Promise<void>;
  /** Controls that stay empty. */
  skip?: string[];
}

/** Does the act that `wanted` offers on this page, through a preview where there is one. */
export async function act(
  page: Page, wanted: Locator, lang: Lang, { choose = {}, before, skip = [] }: Choices = {},
): Promise<void> {
  await claim(page, wanted);
  await expect(wanted.first(), `the act is offered on ${page.url()}`).toBeVisible();
  const target = await wanted.first().evaluate((element) =>
    new URL(element instanceof HTMLFormElement ? element.action : (element as HTMLAnchorElement).href).pathname);
  if ((await wanted.first().evaluate((element) => element.tagName)) === 'A') {
    await followOk(page, wanted.first());
    await look(page, lang, `act-${target.split('/').pop()}`);
  }
  const form = page.locator(`main form[action*="${target}"]`).first();
  for (const [name, value] of Object.entries(choose)) {
    await form.locator(`[name="${name}"][value="${value}"]`).check({ force: true });
  }
  await before?.(form);
  await fill(form, [...skip, ...Object.keys(choose)]);
  await followOk(page, primaryButton(form));
  // A notice is shown before it is sent: the same form again, to confirm.
  const preview = page.locator(`main form[action*="${target}"]:has([name="confirmed"])`);
  if ((await preview.count()) > 0) {
    await look(page, lang, `preview-${target.split('/').pop()}`);
    await followOk(page, primaryButton(preview.first()));
  }
}
