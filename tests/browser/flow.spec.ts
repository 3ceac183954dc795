// The pages of the flow itself: a version that is published, cases that go over to it, work that is handed out, and
// what an agency files. In one language per way of using it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { apply, ITEM } from './lib/application.ts';
import { act, atCase, atCaseByAddress, offer } from './lib/desk.ts';
import { primaryButton, primaryForm } from './lib/form.ts';
import { follow, followOk, look, open, path, refusal, signInAs } from './lib/page.ts';
import { expect, test, type Lang } from './lib/test.ts';

/** Nothing else in the walks goes by this item. */
const SIGN = '000117023001';
const JOINT = '000117001005';
const REFERRAL = '001031001001';

function language(): Lang {
  return ['phone', 'desktop-noscript'].includes(test.info().project.name) ? 'en' : 'zh-CN';
}

async function send(page: Page, text: string): Promise<number> {
  const form = page.locator('main form[action$="/catalogue/versions"]').first();
  const file = { name: 'sign.toml', mimeType: 'application/toml', buffer: Buffer.from(text) };
  await form.locator('input[type=file]').setInputFiles(file);
  return (await follow(page, primaryButton(form))).status();
}

test('a version is refused, published, and running cases are looked at', async ({ page }) => {
  const lang = language();
  const root = test.info().config.rootDir;
  const text = readFileSync(join(root, '../../catalogue/items/outdoor-sign-permit.toml'), 'utf8');
  // Each way of using it publishes its own.
  const changed = text.replace('put up a sign', `put up or change a sign (${test.info().project.name})`);
  await signInAs(page, 'admin', lang);
  expect(await open(page, '/admin/catalogue')).toBe(200);
  await look(page, lang, 'admin-catalogue');

  expect(await send(page, changed.replace('function = "urban-management"', 'function = "moon"'))).toBe(422);
  await expect(page.locator('main textarea'), 'what was sent').toHaveValue(/moon/);
  await look(page, lang, 'admin-version-refused');

  expect(await open(page, '/admin/catalogue')).toBe(200);
  expect(await send(page, changed)).toBe(200);
  await look(page, lang, 'admin-version-compared');
  await followOk(page, primaryButton(page.locator('main form[action$="/publication"]')));
  expect(await open(page, `/admin/catalogue/${SIGN}`)).toBe(200);
  await look(page, lang, 'admin-item');

  await followOk(page, page.locator('main a[href$="/migration"]').first());
  await look(page, lang, 'admin-migration-form');
  await followOk(page, primaryButton(primaryForm(page)));
  const counted = page.locator('main form[action$="/run"]');
  await expect(async () => {
    expect(await open(page, path(page))).toBe(200);
    expect(await counted.count(), 'every case was looked at').toBe(1);
  }).toPass({ timeout: 60_000 });
  await look(page, lang, 'admin-migration');
  await followOk(page, primaryButton(counted));
  await look(page, lang, 'admin-migration-run');

  expect(await open(page, '/admin/standing')).toBe(200);
  await look(page, lang, 'admin-standing');
});

test('the head hands out a step, and the officer finds it', async ({ page }) => {
  const lang = language();
  await signInAs(page, 'citizen', lang);
  expect(await open(page, `/items/${ITEM}`)).toBe(200);
  const { number } = await apply(page, lang, false);
  await atCase(page, 'counter', number, lang, false);
  await act(page, offer(page, 'acceptance'), lang);
  await atCaseByAddress(page, 'head', number, lang);
  await look(page, lang, 'case-head');
  await act(page, offer(page, 'assignment'), lang);
  expect(await open(page, '/desk')).toBe(200);
  await look(page, lang, 'desk-head');
  expect(await open(page, '/desk/absences')).toBe(200);
  await look(page, lang, 'absences');
  await atCaseByAddress(page, 'head', number, lang);
  await expect(page.locator('main'), 'in its history').toContainText(lang === 'en' ? /assigned/i : '指派');
});

test('an agency sees what its filing lacks', async ({ page }) => {
  const lang = language();
  await signInAs(page, 'examiner', lang);
  expect(await open(page, '/desk/filings')).toBe(200);
  await look(page, lang, 'filings');
  await followOk(page, page.locator(`main a[href^="/desk/filings/${REFERRAL}"]`).first());
  await look(page, lang, 'filing-form');
  const refused = await follow(page, primaryButton(primaryForm(page)));
  expect(refused.status(), await refusal(page, refused)).toBe(422);
  await look(page, lang, 'filing-refused');
  for (const link of await page.locator('main .error-summary a[href^="#"]').all()) {
    const field = ((await link.getAttribute('href')) ?? '').slice(1);
    await expect(page.locator(`[id="${field}"]`), 'the summary links to a field').toHaveCount(1);
  }
});

test('a guide draws the way that a joint case takes', async ({ page }) => {
  const lang = language();
  expect(await open(page, `/items/${JOINT}?lang=${lang}`)).toBe(200);
  await look(page, lang, 'guide-joint');
  await expect(page.locator('main .process-drawing').first(), 'the picture').toBeVisible();
});
