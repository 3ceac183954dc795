// What the portal refuses, and how it helps the person on. In one language per way of using it:
// the journey has both.
import type { Page } from '@playwright/test';
import { apply, ITEM, startButton, type Receipt } from './lib/application.ts';
import { act, atCase, offer } from './lib/desk.ts';
import { correct, fill, pdf, primaryButton, primaryForm } from './lib/form.ts';
import { follow, followOk, look, open, path, refusal, signInAs } from './lib/page.ts';
import { expect, test, type Lang } from './lib/test.ts';

function language(): Lang {
  return ['phone', 'desktop-noscript'].includes(test.info().project.name) ? 'en' : 'zh-CN';
}

async function submitted(page: Page, lang: Lang): Promise<Receipt> {
  await signInAs(page, 'citizen', lang);
  expect(await open(page, `/items/${ITEM}`)).toBe(200);
  return apply(page, lang, false);
}

test('an empty form comes back with what is wrong, and with what was typed', async ({ page }) => {
  const lang = language();
  await signInAs(page, 'citizen-2', lang);
  expect(await open(page, `/items/${ITEM}`)).toBe(200);
  await followOk(page, startButton(page));
  // Wherever a draft of another walk goes on.
  const draft = path(page).split('/').slice(0, 3).join('/');
  expect(await open(page, `${draft}/pages/applicant`)).toBe(200);
  const form = primaryForm(page);
  const texts = form.locator('input[type=text], input[type=tel], input[type=email], input:not([type]), textarea');
  const kept = '不合格式的一行 <b>';
  for (const text of await texts.all()) await text.fill('');
  await texts.first().fill(kept);
  const response = await follow(page, primaryButton(form));
  expect(response.status(), await refusal(page, response)).toBe(422);
  await look(page, lang, 'form-refused');
  await expect(page.locator('main .error-summary a[href^="#"]').first()).toBeVisible();
  for (const link of await page.locator('main .error-summary a[href^="#"]').all()) {
    const field = ((await link.getAttribute('href')) ?? '').slice(1);
    await expect(page.locator(`[id="${field}"]`), 'the summary links to a field').toHaveCount(1);
  }
  await expect(texts.first(), 'what was typed').toHaveValue(kept);
});

test('the counter declines and names the right agency', async ({ page }) => {
  const lang = language();
  const { number } = await submitted(page, lang);
  await atCase(page, 'counter', number, lang, false);
  await act(page, offer(page, 'declination'), lang, {
    choose: { ground: 'not-ours' },
    before: async (form) => {
      const agency = form.locator('select[name="agency"]');
      const first = agency.locator('option:not([value=""]):not([disabled])').first();
      await agency.selectOption((await first.getAttribute('value')) ?? '');
    },
    skip: ['agency'],
  });
  expect(await open(page, `/desk/cases/${number}`)).toBe(200);
  await expect(offer(page, 'acceptance'), 'declined is not accepted').toHaveCount(0);
  await signInAs(page, 'citizen', lang);
  expect(await open(page, `/cases/${number}`)).toBe(200);
  await look(page, lang, 'case-declined');
});

test('the counter asks for a correction once and the citizen supplements', async ({ page }) => {
  const lang = language();
  const { number } = await submitted(page, lang);
  const note = '请核对此项。';
  await atCase(page, 'counter', number, lang, false);
  await act(page, offer(page, 'correction'), lang, {
    before: async (form) => {
      const targets = form.locator('input[type=checkbox][name="target"]');
      const all = await targets.evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value));
      expect(all.length, 'fields and materials to tick').toBeGreaterThan(1);
      // The first is a field, the last a material.
      for (const target of [all[0], all[all.length - 1]]) {
        await form.locator(`input[name="target"][value="${target}"]`).check({ force: true });
        await form.locator(`[name="note.${target}"]`).fill(note);
      }
    },
    skip: ['target', ...(await noteNames(page))],
  });

  await signInAs(page, 'citizen', lang);
  expect(await open(page, `/cases/${number}`)).toBe(200);
  await look(page, lang, 'case-to-supplement');
  await expect(page.locator('main')).toContainText(note);
  await followOk(page, page.locator('main a[href$="/supplement"]').first());
  await look(page, lang, 'supplement');
  for (let sent = 0; sent < 6; sent += 1) {
    const form = page.locator('main form[action*="/supplement"]').first();
    if ((await form.count()) === 0) break;
    const file = form.locator('input[type=file]');
    for (const one of await file.all()) await one.setInputFiles(pdf('supplement'));
    await fill(form);
    await correct(form);
    await followOk(page, primaryButton(form));
  }
  expect(await open(page, `/cases/${number}`)).toBe(200);
  await expect(page.locator('main a[href$="/supplement"]'), 'supplemented').toHaveCount(0);

  await atCase(page, 'counter', number, lang, false);
  // Only what was asked for can be asked for again, folded in.
  await expect(page.locator('.todo .button-group a[href*="/correction"]'), 'one notice only').toHaveCount(0);
  await act(page, offer(page, 'acceptance'), lang);
});

/** Notes stay empty but for those that the walk writes; they may show only on the act's page. */
async function noteNames(page: Page): Promise<string[]> {
  const link = page.locator('main a[href*="/correction"]');
  if ((await link.count()) > 0) {
    await followOk(page, link.first());
    const names = await noteNames(page);
    await page.goBack();
    return names;
  }
  return page.locator('[name^="note."]').evaluateAll((notes) =>
    notes.map((one) => one.getAttribute('name') ?? ''));
}

test('progress: a wrong pair is not found, and keeps what was typed', async ({ page }) => {
  const lang = language();
  await page.context().clearCookies();
  expect(await open(page, `/track?lang=${lang}`)).toBe(200);
  const form = page.locator('main form:has([name="number"]):has([name="code"])');
  await form.locator('[name="number"]').fill('62010220260101000001A');
  await form.locator('[name="code"]').fill('000000');
  const response = await follow(page, primaryButton(form));
  expect(response.status()).toBe(404);
  await look(page, lang, 'track-wrong');
});

test('a form sent from another site is refused', async ({ request }) => {
  for (const origin of ['https://elsewhere.example', 'null']) {
    const answer = await request.post('/session/demo', {
      headers: { Origin: origin, 'Sec-Fetch-Site': 'cross-site' },
      form: { persona: 'citizen' },
      maxRedirects: 0,
    });
    expect(answer.status(), `Origin: ${origin}`).toBe(403);
  }
});

test('what does not exist is not found', async ({ page }) => {
  const lang = language();
  await signInAs(page, 'citizen', lang);
  expect(await open(page, '/cases/62010220260101000001A')).toBe(404);
  await look(page, lang, 'case-not-found');
  expect(await open(page, '/items/000000000000')).toBe(404);
});
