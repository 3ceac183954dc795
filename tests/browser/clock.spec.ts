// The acts that move a clock, each person's part: a pause with its notice, an extension, joint handling,
// a supervision order, and a notice of holidays that came late. In one language per way of using it.
import type { Page } from '@playwright/test';
import { apply, ITEM, type Receipt } from './lib/application.ts';
import { act, atCase, atCaseByAddress, offer } from './lib/desk.ts';
import { primaryButton, primaryForm } from './lib/form.ts';
import { follow, followOk, look, open, refusal, signInAs } from './lib/page.ts';
import { expect, test, type Lang } from './lib/test.ts';

const WATER = '000119001010';

function language(): Lang {
  return ['phone', 'desktop-noscript'].includes(test.info().project.name) ? 'en' : 'zh-CN';
}

async function submitted(page: Page, persona: string, item: string, lang: Lang): Promise<Receipt> {
  await signInAs(page, persona, lang);
  expect(await open(page, `/items/${item}`)).toBe(200);
  return apply(page, lang, false, item);
}

/** The statutory due date that a page shows, as an ISO date. */
async function dueDate(page: Page): Promise<string> {
  const json = await page.request.get(`${page.url().split('?')[0]}/clock.json`);
  const { deadlines } = await json.json() as { deadlines: { kind: string; 'due-on': string }[] };
  return deadlines.find(({ kind }) => kind === 'statutory')?.['due-on'] ?? '';
}

test('the clock stops for a hearing, is explained to all three, and runs again', async ({ page }) => {
  const lang = language();
  const { number } = await submitted(page, 'citizen', ITEM, lang);
  await atCase(page, 'counter', number, lang, false);
  await act(page, offer(page, 'acceptance'), lang);
  await atCase(page, 'examiner', number, lang, false);
  const before = await dueDate(page);
  await act(page, offer(page, 'pause'), lang, {
    choose: { choice: 'hearing', unit: 'working-day' },
    before: async (form) => form.locator('[name=amount]').fill('5'),
    skip: ['amount'],
  });
  await expect(page.locator('main .clock-pause')).toBeVisible();
  await look(page, lang, 'case-paused-desk');
  expect(await open(page, `/desk/cases/${number}`)).toBe(200);
  const paused = await dueDate(page);
  expect(paused > before, 'a pause never shortens').toBe(true);
  await signInAs(page, 'supervisor', lang);
  expect(await open(page, `/oversight/cases/${number}`)).toBe(200);
  expect(await dueDate(page), 'one truth').toBe(paused);
  await look(page, lang, 'case-paused-oversight');
  await signInAs(page, 'citizen', lang);
  expect(await open(page, `/cases/${number}`)).toBe(200);
  expect(await dueDate(page), 'one truth').toBe(paused);
  await look(page, lang, 'case-paused-citizen');
  await followOk(page, page.locator('main .clock-pause a').first());
  await look(page, lang, 'notice-pause');

  await atCase(page, 'examiner', number, lang, false);
  await act(page, offer(page, 'resumption'), lang);
  expect(await open(page, `/desk/cases/${number}`)).toBe(200);
  expect(await dueDate(page), 'ended on the same day').toBe(before);
  await atCaseByAddress(page, 'head', number, lang);
  await act(page, offer(page, 'extension'), lang, {
    before: async (form) => form.locator('[name=amount]').fill('5'),
    skip: ['amount'],
  });
  expect(await open(page, `/desk/cases/${number}`)).toBe(200);
  expect((await dueDate(page)) > before).toBe(true);
  await expect(offer(page, 'extension'), 'once').toHaveCount(0);
  await signInAs(page, 'citizen', lang);
  expect(await open(page, `/cases/${number}`)).toBe(200);
  await look(page, lang, 'case-extended-citizen');
});

test('a pause that is not thought through comes back', async ({ page }) => {
  const lang = language();
  const { number } = await submitted(page, 'citizen', ITEM, lang);
  await atCase(page, 'counter', number, lang, false);
  await act(page, offer(page, 'acceptance'), lang);
  await atCase(page, 'examiner', number, lang, false);
  expect(await open(page, `/desk/cases/${number}/pause`)).toBe(200);
  const form = primaryForm(page);
  await form.locator('textarea').fill('需要听证 <b>');
  const response = await follow(page, primaryButton(form));
  expect(response.status(), await refusal(page, response)).toBe(422);
  await look(page, lang, 'pause-refused');
  await expect(form.locator('textarea')).toHaveValue('需要听证 <b>');
});

test('two agencies are asked, and the government extends', async ({ page }) => {
  const lang = language();
  expect(await open(page, `/items/${WATER}?lang=${lang}`)).toBe(200);
  await look(page, lang, 'guide-joint');
  const { number } = await submitted(page, 'business', WATER, lang);
  await atCase(page, 'water-counter', number, lang, false);
  await act(page, offer(page, 'acceptance'), lang);
  await atCaseByAddress(page, 'water-examiner', number, lang);
  await look(page, lang, 'case-joint-lead');
  await signInAs(page, 'housing-examiner', lang);
  expect(await open(page, '/desk')).toBe(200);
  await look(page, lang, 'desk-housing');
  await atCase(page, 'housing-examiner', number, lang, false);
  await act(page, offer(page, 'opinion'), lang);
  await expect(offer(page, 'opinion'), 'said once').toHaveCount(0);
  await signInAs(page, 'government-head', lang);
  expect(await open(page, `/oversight/cases/${number}`)).toBe(200);
  await look(page, lang, 'case-joint-government');
  await act(page, offer(page, 'extension'), lang, {
    before: async (form) => form.locator('[name=amount]').fill('15'),
    skip: ['amount'],
  });
  await signInAs(page, 'business', lang);
  expect(await open(page, `/cases/${number}`)).toBe(200);
  await look(page, lang, 'case-joint-citizen');
});

test('a supervision order is answered', async ({ page }) => {
  const lang = language();
  const { number } = await submitted(page, 'citizen', ITEM, lang);
  await signInAs(page, 'supervisor', lang);
  expect(await open(page, `/oversight/cases/${number}`)).toBe(200);
  await act(page, offer(page, 'order'), lang, {
    before: async (form) => form.locator('textarea').fill('请说明为何尚未受理。'),
  });
  await look(page, lang, 'case-ordered-oversight');
  await atCase(page, 'head', number, lang, false);
  await act(page, offer(page, 'order-reply'), lang);
  await signInAs(page, 'supervisor', lang);
  expect(await open(page, `/oversight/cases/${number}`)).toBe(200);
  await look(page, lang, 'case-answered-oversight');
  // The answer is sent back once, given again and accepted: the loop is closed.
  const judge = async (choice: string): Promise<void> => {
    expect(await open(page, '/oversight/orders?state=answered')).toBe(200);
    await look(page, lang, 'orders-answered');
    await followOk(page, page.locator(`main a[href^="/oversight/orders/${number}/"]`).first());
    await look(page, lang, 'order-answered');
    const form = page.locator('main form[action$="/review"]');
    await form.locator(`[name=choice][value=${choice}]`).check({ force: true });
    await form.locator('textarea').fill(choice === 'accepted' ? '' : '没有说明原因。');
    await followOk(page, primaryButton(form));
  };
  await judge('sent-back');
  await atCase(page, 'head', number, lang, false);
  await act(page, offer(page, 'order-reply'), lang);
  await signInAs(page, 'supervisor', lang);
  await judge('accepted');
  await look(page, lang, 'order-accepted');
  await expect(page.locator('main form[method=post]'), 'nothing is left to do').toHaveCount(0);
  expect(await open(page, '/oversight/wall')).toBe(200);
  await look(page, lang, 'oversight-wall');
});

test('a notice is looked at before it is taken over', async ({ page }) => {
  const lang = language();
  const day = { 'phone': 7, 'desktop': 8, 'phone-noscript': 9, 'desktop-noscript': 10 }[test.info().project.name] ?? 11;
  await signInAs(page, 'admin', lang);
  expect(await open(page, '/admin/calendars')).toBe(200);
  await look(page, lang, 'admin-calendars');
  const form = page.locator('main form[action="/admin/calendars/imports"]');
  await form.locator('textarea').fill('year = 2026\nsource = ""\noff = []');
  const refused = await follow(page, primaryButton(form));
  expect(refused.status()).toBe(422);
  await look(page, lang, 'admin-calendars-refused');
  const date = `2026-12-${String(day).padStart(2, '0')}`;
  const name = '{ zh = "办公场所搬迁", en = "Moving house" }';
  await form.locator('textarea').fill(
    `year = 2026\nsource = "局办通知"\nagency = "620103-public-security"\noff = [{ date = "${date}", name = ${name} }]\n`,
  );
  await followOk(page, primaryButton(form));
  const confirmation = page.locator('main form[action$="/confirmation"]');
  await expect(async () => {
    await page.reload();
    await expect(confirmation).toBeVisible();
  }).toPass();
  await look(page, lang, 'admin-import');
  await followOk(page, primaryButton(confirmation));
  await expect(confirmation, 'confirmed once').toHaveCount(0);
  await look(page, lang, 'admin-import-confirmed');
});
