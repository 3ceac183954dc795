// The guide (办事指南): what one person needs, on a list to print, and along into the form; and the form on paper.
import type { Page } from '@playwright/test';
import { follow, followOk, look, open, path, signInAs } from './lib/page.ts';
import { expect, LANGUAGES, test } from './lib/test.ts';

const ESTATE = '000715002001';
const HYGIENE = '000123001001';

async function choose(page: Page, answers: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(answers)) {
    await page.locator(`main form input[name="${name}"][value="${value}"]`).check();
  }
}

for (const lang of LANGUAGES) {
  test(`from the guide to the person's own list and into the form (${lang})`, async ({ page }) => {
    const next = page.locator('main form[method=get] button').first();

    await test.step('the guide', async () => {
      await signInAs(page, 'citizen', lang);
      expect(await open(page, `/items/${ESTATE}`)).toBe(200);
      await look(page, lang, 'guide-estate');
      await expect(page.locator('.guide .sheet form button'), 'one start, and one to show the agency').toHaveCount(2);
      await followOk(page, page.locator(`main a[href="/items/${ESTATE}/situation"]`));
      await look(page, lang, 'situation');
    });

    await test.step('what is missing is said, and what was chosen stays', async () => {
      await choose(page, { registration: 'transfer' });
      const response = await follow(page, next);
      expect(response.status()).toBe(422);
      await look(page, lang, 'situation-missing');
      await expect(page.locator('.error-summary a')).toHaveCount(4);
      await expect(page.locator('input[name=registration][value=transfer]')).toBeChecked();
    });

    await test.step('the result', async () => {
      await choose(page, { 'property-kind': 'other', 'holder-kind': 'person', 'co-owned': 'yes', 'has-agent': 'no' });
      await followOk(page, next);
      await look(page, lang, 'needs');
      await expect(page.locator('.checklist > li')).toHaveCount(6);
      await page.emulateMedia({ media: 'print' });
      await look(page, lang, 'needs-printed');
      await expect(page.locator('.guide .sheet button')).toBeHidden();
      await page.emulateMedia({ media: 'screen' });
      const start = page.locator('main a.button-start, main form[method=post] button').first();
      await followOk(page, start);
      expect(path(page)).toMatch(/^\/applications\//);
      const draft = path(page).split('/pages/')[0];
      expect(await open(page, `${draft}/pages/owner`)).toBe(200);
      await expect(page.locator('input[name="co-owned"][value=yes]')).toBeChecked();
    });
  });

  test(`a question that depends on another is on the next page (${lang})`, async ({ page }) => {
    const next = page.locator('main form[method=get] button').first();
    expect(await open(page, `/items/${HYGIENE}/situation?lang=${lang}&text=large`)).toBe(200);
    await choose(page, { way: 'ordinary', 'has-agent': 'no' });
    await followOk(page, next);
    await look(page, lang, 'situation-next');
    await choose(page, { 'central-air': 'yes' });
    await followOk(page, next);
    await look(page, lang, 'needs-large-text');
    await expect(page.locator('.checklist')).toContainText(/通风|ventilation/i);
  });

  test(`the form on paper, blank and filled in (${lang})`, async ({ page }) => {
    expect(await open(page, `/items/${HYGIENE}?lang=${lang}&division=620102`)).toBe(200);
    await look(page, lang, 'guide-hygiene');
    await followOk(page, page.locator(`main a[href="/items/${HYGIENE}/form"]`).first());
    await look(page, lang, 'paper-form');
    await page.emulateMedia({ media: 'print' });
    await look(page, lang, 'paper-form-printed');
    await page.emulateMedia({ media: 'screen' });
    await followOk(page, page.locator(`main a[href="/items/${HYGIENE}/form/sample"]`).first());
    await look(page, lang, 'paper-sample');
    await expect(page.locator('.paper .room')).toHaveCount(0);
  });
}
