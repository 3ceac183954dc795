// A clerk at the counter: takes in an application with the applicants' own form, one document scanned and the others kept
// on paper, and later the correction. On the desk's screens only: in Chinese with scripts, in English without.
import type { Page } from '@playwright/test';
import { COUNTY, correct, fill, fillPage, pdf, primaryButton, primaryForm } from './lib/form.ts';
import { follow, followOk, look, open, path, plain, signInAs } from './lib/page.ts';
import { expect, test, type Lang } from './lib/test.ts';

function language(): Lang {
  return test.info().project.name === 'desktop-noscript' ? 'en' : 'zh-CN';
}

/** From the draft to the receipt; hands back the case's number. */
async function takeIn(page: Page, lang: Lang): Promise<string> {
  const given = new Set<string>();
  let scanned = false;
  for (let moved = 0; moved < 40; moved += 1) {
    const room = path(page).replace(/^\/desk\/counter\/applications\/[^/]+/, '');
    if (room.startsWith('/pages/')) {
      if (moved === 0) await look(page, lang, 'counter-form');
      await fillPage(page);
    } else if (room === '/materials') {
      await look(page, lang, 'counter-materials');
      const hrefs = await page.locator('main a[href*="/materials/"]').evaluateAll((links) =>
        links.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
      const next = hrefs.find((href) => !given.has(href));
      const way = next === undefined
        ? page.locator('main a.button:not(.button-quiet)').first()
        : page.locator(`main a[href$="${next}"]`).first();
      if (next !== undefined) given.add(next);
      await followOk(page, way);
    } else if (room.startsWith('/materials/')) {
      given.add(path(page));
      if ((await page.locator('.files li').count()) > 0) {
        await followOk(page, page.locator('main a.button:not(.button-quiet)').first());
      } else if (!scanned) {
        scanned = true;
        const upload = page.locator('main form:has(input[type=file])').first();
        await upload.locator('input[type=file]').setInputFiles(pdf('scan'));
        await followOk(page, primaryButton(upload));
      } else {
        await look(page, lang, 'counter-material');
        await page.locator('#place').fill('3-12');
        await followOk(page, page.locator('form[action$="/paper"] button'));
        await look(page, lang, 'counter-material-paper');
      }
    } else if (room === '/answers') {
      await look(page, lang, 'counter-answers');
      const send = page.locator('main form[action$="/submission"]').first();
      await fill(send);
      await followOk(page, primaryButton(send));
    } else if (room === '/submission') {
      break;
    } else {
      throw new Error(`the counter does not lead to ${page.url()}`);
    }
  }
  await look(page, lang, 'counter-receipt');
  await expect(page.locator('.sign')).toHaveCount(2);
  const number = plain(await page.locator('.case-no').first().innerText()).match(/\d{20}[0-9A-Z]/)?.[0];
  if (!number) throw new Error(`no number on ${page.url()}`);
  return number;
}

test('an application and its correction are taken in at the counter', async ({ page }) => {
  test.skip(!test.info().project.name.startsWith('desktop'), 'a counter has a desk');
  const lang = language();
  await signInAs(page, 'counter', lang);
  expect(await open(page, '/desk/counter')).toBe(200);
  await look(page, lang, 'counter');
  const empty = await follow(page, primaryButton(primaryForm(page)));
  expect(empty.status()).toBe(422);
  await look(page, lang, 'counter-error');
  await page.locator('#kind').check({ force: true });
  await page.locator('#id-no').fill('623027196501019996');
  await page.locator('#name').fill('马小芳');
  await page.locator('[name="counter.identity"][value="resident-card"]').check({ force: true });
  await page.locator('#item').selectOption('000131001001');
  await followOk(page, primaryButton(primaryForm(page)));
  const number = await takeIn(page, lang);

  expect(await open(page, `/desk/cases/${number}/correction`)).toBe(200);
  const target = page.locator('input[name=target]').first();
  await target.check({ force: true });
  const token = await target.getAttribute('value');
  await page.locator(`[name="note.${token}"]`).fill('请核对');
  await followOk(page, primaryButton(primaryForm(page)));
  await followOk(page, primaryButton(primaryForm(page)));
  await followOk(page, page.locator(`main a[href$="/${number}/supplement"]`));
  await look(page, lang, 'counter-supplement');
  await page.locator('[name="counter.identity"][value="resident-card"]').check({ force: true });
  await fill(primaryForm(page), ['counter.agent-name', 'counter.agent-id-no']);
  await correct(primaryForm(page));
  await followOk(page, primaryButton(primaryForm(page)));
  await look(page, lang, 'counter-supplemented');
});

test('a time at the counter is booked and cancelled', async ({ page }) => {
  const lang = language();
  await signInAs(page, 'citizen-2', lang);
  expect(await open(page, `/items/000131001001?division=${COUNTY}`)).toBe(200);
  await followOk(page, page.locator('main a[href*="/appointment?"]'));
  await look(page, lang, 'appointment-form');
  const empty = await follow(page, primaryButton(primaryForm(page)));
  expect(empty.status()).toBe(422);
  await page.locator('#slot').selectOption({ index: 3 });
  await followOk(page, primaryButton(primaryForm(page)));
  await look(page, lang, 'appointment');
  await followOk(page, page.locator('form[action*="/cancellation"] button'));
  await expect(page.locator('form[action*="/cancellation"]')).toHaveCount(0);
  await signInAs(page, 'counter', lang);
  expect(await open(page, '/desk/counter/appointments')).toBe(200);
  await look(page, lang, 'appointments');
});
