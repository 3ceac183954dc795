// What officers do beside the steps of a case, and how their hands get there: a colleague is asked, a case is closed as
// void, what was typed is kept, and the keyboard leads on.
import type { Page } from '@playwright/test';
import { apply, ITEM, type Receipt } from './lib/application.ts';
import { act, atCase, atCaseByAddress, offer } from './lib/desk.ts';
import { fill, primaryButton, primaryForm } from './lib/form.ts';
import { followOk, look, open, scriptsOn, signInAs } from './lib/page.ts';
import { expect, test, type Lang } from './lib/test.ts';

test.beforeEach(() => {
  test.skip(test.info().project.name.startsWith('phone'), 'the desk is worked at a desk');
});

function language(): Lang {
  return test.info().project.name === 'desktop-noscript' ? 'en' : 'zh-CN';
}

async function accepted(page: Page, lang: Lang): Promise<Receipt> {
  await signInAs(page, 'citizen', lang);
  expect(await open(page, `/items/${ITEM}`)).toBe(200);
  const receipt = await apply(page, lang, false);
  await atCase(page, 'counter', receipt.number, lang, false);
  await act(page, offer(page, 'acceptance'), lang);
  return receipt;
}

test('a colleague is asked and answers beside the step', async ({ page }) => {
  const lang = language();
  const { number } = await accepted(page, lang);
  await atCase(page, 'examiner', number, lang, false);
  await act(page, offer(page, 'advice'), lang);
  await look(page, lang, 'advice-asked');
  await expect(page.locator('#advice')).toBeVisible();
  const colleague = lang === 'en' ? 'Ma Xiaolan' : '马晓兰';
  const asked = await page.locator('#advice ~ ul h3').first().textContent();
  const persona = asked?.includes(colleague) ? 'examiner-2' : undefined;
  if (persona === undefined) return;
  await atCase(page, persona, number, lang, false);
  await act(page, offer(page, 'reply'), lang);
  await look(page, lang, 'advice-given');
});

test('the head closes a case as void, and supervision sees it', async ({ page }) => {
  const lang = language();
  const { number } = await accepted(page, lang);
  await atCaseByAddress(page, 'head', number, lang);
  await act(page, offer(page, 'voiding'), lang);
  await look(page, lang, 'voided');
  await signInAs(page, 'supervisor', lang);
  expect(await open(page, '/oversight/voided')).toBe(200);
  await look(page, lang, 'oversight-voided');
  await expect(page.locator(`a[href="/oversight/cases/${number}"]`)).toBeVisible();
  await signInAs(page, 'citizen', lang);
  expect(await open(page, `/cases/${number}`)).toBe(200);
  await look(page, lang, 'case-voided');
});

test('what was typed of an act is kept, and the focus goes on after it', async ({ page }) => {
  const lang = language();
  const { number } = await accepted(page, lang);
  await atCase(page, 'examiner', number, lang, false);
  await followOk(page, page.locator('main a[href*="/steps/"]').first());
  const form = primaryForm(page);
  const opinion = form.locator('textarea[name=opinion]');
  await opinion.fill('图纸与现场一致。');
  if (scriptsOn()) {
    // By itself, within a few seconds.
    await expect(form.locator('[role=status]')).not.toBeEmpty();
    await page.reload();
  } else {
    await followOk(page, form.locator('button[formaction]'));
  }
  await look(page, lang, 'draft-kept');
  await expect(primaryForm(page).locator('textarea[name=opinion]')).toHaveValue('图纸与现场一致。');
  await fill(primaryForm(page), ['opinion']);
  await followOk(page, primaryButton(primaryForm(page)));
  await look(page, lang, 'step-done');
  const focused = await page.evaluate(() => document.activeElement?.querySelector('[role=status]') !== null);
  expect(focused, 'the focus is on what was done').toBe(true);
});
