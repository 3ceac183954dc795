// A long form: members of a household one at a time, an address by division, a declaration, what is left to do, and
// drafts that are kept and deleted.
import type { Page } from '@playwright/test';
import { startButton } from './lib/application.ts';
import { fillPage, primaryButton, primaryForm } from './lib/form.ts';
import { follow, followOk, look, open, path, signInAs } from './lib/page.ts';
import { expect, LANGUAGES, test } from './lib/test.ts';

const ALLOWANCES = '000511003001';
const PROPERTY = '000715002001';

async function begin(page: Page, item: string): Promise<string> {
  expect(await open(page, `/items/${item}`)).toBe(200);
  await followOk(page, startButton(page, item));
  if (path(page).endsWith('/application')) await followOk(page, primaryButton(primaryForm(page)));
  return path(page).split('/').slice(0, 3).join('/');
}

/** Fills page after page until the one that is asked for. */
async function fillTo(page: Page, draft: string, key: string): Promise<void> {
  await open(page, `${draft}/pages/${key}`);
  for (let moved = 0; moved < 15 && !path(page).endsWith(`/pages/${key}`); moved += 1) await fillPage(page);
  expect(path(page)).toBe(`${draft}/pages/${key}`);
}

async function member(page: Page, name: string, income: string): Promise<number> {
  const form = primaryForm(page);
  await form.locator('input[name$=".name"]').fill(name);
  await form.locator('select[name$=".relation"]').selectOption('child');
  await form.locator('input[name$=".id"]').fill(name === '马兰' ? '620102199003079995' : '620102199205089980');
  await form.locator('input[name$=".income"]').fill(income);
  return (await follow(page, primaryButton(form))).status();
}

async function removeDraft(page: Page, draft: string, lang: (typeof LANGUAGES)[number]): Promise<void> {
  await followOk(page, page.locator('main a[href="/applications"]').first());
  await look(page, lang, 'drafts');
  await followOk(page, page.locator(`main a[href="${draft}/removal"]`));
  await look(page, lang, 'draft-removal');
  await followOk(page, primaryButton(primaryForm(page)));
  expect(path(page)).toBe('/applications');
  await expect(page.locator(`main a[href="${draft}"]`)).toHaveCount(0);
}

for (const lang of LANGUAGES) {
  test(`a household is listed one by one (${lang})`, async ({ page }) => {
    await signInAs(page, 'citizen', lang);
    const draft = await begin(page, ALLOWANCES);
    const list = `${draft}/pages/household-page`;
    await fillTo(page, draft, 'household-page');
    await look(page, lang, 'group-empty');

    await followOk(page, page.locator(`main a[href="${list}/members/1"]`));
    await look(page, lang, 'member');
    expect(await member(page, '马兰', '两千'), 'no amount').toBe(422);
    await look(page, lang, 'member-refused');
    await expect(page.locator('[id="household.1.income"]')).toHaveValue('两千');
    expect(await page.title()).toMatch(/^(Error: |错误)/);
    expect(await member(page, '马兰', '２，０００')).toBe(200);
    expect(path(page)).toBe(list);
    // Back to what was refused, as it was typed.
    await page.goBack();
    expect(await page.title()).toMatch(/^(Error: |错误)/);
    await expect(primaryForm(page).locator('input[name$=".name"]')).toHaveValue('马兰');
    await page.goForward();
    expect(path(page)).toBe(list);

    await followOk(page, page.locator(`main a[href="${list}/members/2"]`));
    expect(await member(page, '马明', '0')).toBe(200);
    // Back after saving, and once more: still two members.
    await page.goBack();
    expect(await member(page, '马明', '0.00')).toBe(200);
    await look(page, lang, 'group');
    await expect(page.locator('main section')).toHaveCount(2);
    await expect(page.locator('main section').first()).toContainText('¥2,000.00');

    await followOk(page, page.locator(`main a[href="${list}/members/1/removal"]`));
    await look(page, lang, 'member-removal');
    await followOk(page, primaryButton(primaryForm(page)));
    await expect(page.locator('main section')).toHaveCount(1);
    await expect(page.locator('main section')).toContainText('马明');

    await followOk(page, page.locator(`main a[href="${draft}/tasks"]`));
    await look(page, lang, 'tasks');
    await followOk(page, page.locator('main a.button'));
    expect(path(page)).toBe(`${draft}/pages/income-page`);
    await look(page, lang, 'money');
    await fillPage(page);
    await fillPage(page);
    expect(await open(page, `${draft}/answers`)).toBe(200);
    await look(page, lang, 'answers-of-a-group');
    await expect(page.locator('main')).toContainText('马明');
    expect(await open(page, draft), 'the list of what is left').toBe(200);
    await removeDraft(page, draft, lang);
  });

  test(`an address is chosen and written, and a declaration given (${lang})`, async ({ page }) => {
    await signInAs(page, 'citizen', lang);
    const draft = await begin(page, PROPERTY);
    expect(await open(page, `${draft}/pages/holder`)).toBe(200);
    await look(page, lang, 'address');
    const form = primaryForm(page);
    await form.locator('select[name="holder-address"]').selectOption('620102');
    const refused = await follow(page, primaryButton(form));
    expect(refused.status()).toBe(422);
    await look(page, lang, 'address-refused');
    await expect(form.locator('select[name="holder-address"]')).toHaveValue('620102');
    await expect(page.locator('.error-summary a[href="#holder-address.street"]')).toBeVisible();

    expect(await open(page, `${draft}/pages/declaration-page`)).toBe(200);
    expect((await follow(page, primaryButton(primaryForm(page)))).status()).toBe(422);
    await look(page, lang, 'declaration-refused');
    await page.locator('input[name="declaration"]').check({ force: true });
    await followOk(page, primaryButton(primaryForm(page)));
    await page.goto(`${draft}/pages/declaration-page`);
    await expect(page.locator('input[name="declaration"]')).toBeChecked();
    await removeDraft(page, draft, lang);
  });
}
