// One material: several files, refused ones, replaced and removed, promised; kept, and given again.
import type { Locator, Page } from '@playwright/test';
import { ITEM, startButton } from './lib/application.ts';
import { fill, fillPage, pdf, primaryButton } from './lib/form.ts';
import { follow, followOk, look, open, path, scriptsOn, signInAs } from './lib/page.ts';
import { expect, LANGUAGES, test, type Lang } from './lib/test.ts';

const LAYOUT = 'layout-and-process';
const RULES = 'food-safety-rules';

/** A JPEG of one pixel. */
const PHOTO = {
  name: 'IMG_2041.JPG',
  mimeType: 'image/jpeg',
  buffer: Buffer.from(
    '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////' +
      '////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
    'base64',
  ),
};

/** The draft, its pages answered. */
async function toMaterials(page: Page, lang: Lang): Promise<string> {
  expect(await open(page, `/items/${ITEM}?lang=${lang}`)).toBe(200);
  await followOk(page, startButton(page));
  for (let moved = 0; moved < 9 && path(page).includes('/pages/'); moved += 1) await fillPage(page);
  return path(page).replace(/^(\/applications\/[^/]+).*$/, '$1');
}

function uploadForm(page: Page): Locator {
  return page.locator('main form:has(input[type=file])');
}

/** What can be taken back: of a material the files, of a wallet the documents. */
function given(page: Page): Locator {
  return page.locator('main .files form[action$="/removal"]');
}

async function clear(page: Page): Promise<void> {
  const removal = page.locator('main .files form[action$="/removal"] button');
  for (let left = await removal.count(); left > 0; left -= 1) await followOk(page, removal.first());
}

/** Sends a form that comes back: with scripts without leaving the page. */
async function sendRefused(page: Page): Promise<void> {
  if (scriptsOn()) {
    await primaryButton(uploadForm(page)).click();
    await expect(page.locator('main .error-summary')).toBeVisible();
  } else {
    const response = await follow(page, primaryButton(uploadForm(page)));
    expect(response.status()).toBe(422);
  }
}

for (const lang of LANGUAGES) {
  test(`upload, refusal, replacement, removal and promise (${lang})`, async ({ page }) => {
    await signInAs(page, 'citizen-2', lang);
    const draft = await toMaterials(page, lang);
    expect(await open(page, `${draft}/materials/${LAYOUT}`)).toBe(200);
    await clear(page);
    await look(page, lang, 'material-empty');

    await test.step('several at once, one of them refused', async () => {
      const text = { name: 'notes.pdf', mimeType: 'application/pdf', buffer: Buffer.from('no PDF at all') };
      const empty = { name: 'empty.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) };
      await page.locator('input[type=file]').setInputFiles([pdf('plan'), text, PHOTO, empty]);
      await sendRefused(page);
      await look(page, lang, 'material-refused');
      await expect(page, 'says so first').toHaveTitle(/^(Error|错误)/);
      await expect(page.locator('.error-summary a[href="#file"]')).toHaveCount(2);
      await expect(page.locator('.error-summary')).toContainText('notes.pdf');
      await expect(given(page), 'the others are kept').toHaveCount(2);
    });

    await test.step('too large', async () => {
      const large = { name: 'scan.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(11 * 1024 * 1024, '%PDF-1.4\n') };
      await page.locator('input[type=file]').setInputFiles(large);
      await sendRefused(page);
      await look(page, lang, 'material-too-large');
      await expect(page.locator('.error-summary')).toContainText('10 MB');
    });

    await test.step('replaced by a new one, and removed', async () => {
      await page.locator('input[type=file]').setInputFiles(pdf('new-plan'));
      await page.locator('input[name=replace]').check({ force: true });
      await followOk(page, primaryButton(uploadForm(page)));
      await expect(given(page)).toHaveCount(1);
      await look(page, lang, 'material-given');
      await clear(page);
      await expect(given(page)).toHaveCount(0);
    });

    await test.step('promised, and taken back', async () => {
      expect(await open(page, `${draft}/materials/${RULES}`)).toBe(200);
      await clear(page);
      const back = page.locator('main form[action$="/promise/removal"] button');
      if ((await back.count()) > 0) await followOk(page, back);
      await look(page, lang, 'material-tolerable');
      await followOk(page, page.locator('main form[action$="/promise"] button'));
      await look(page, lang, 'material-promised');
      await expect(page.locator('main a.button[href*="/materials/"], main a.button[href$="/answers"]').first()).toBeVisible();
      expect(await open(page, `${draft}/materials`)).toBe(200);
      await look(page, lang, 'materials');
      expect(await open(page, `${draft}/materials/${RULES}`)).toBe(200);
      await followOk(page, page.locator('main form[action$="/promise/removal"] button'));
      await expect(page.locator('main form[action$="/promise"]')).toHaveCount(1);
    });
  });

  test(`kept, and given again (${lang})`, async ({ page }) => {
    await test.step('an application leaves something to keep', async () => {
      await signInAs(page, 'citizen-2', lang);
      const draft = await toMaterials(page, lang);
      // The walk's form names an agent, whose authorisation is asked for.
      for (const rule of ['authorisation', LAYOUT]) {
        expect(await open(page, `${draft}/materials/${rule}`)).toBe(200);
        await clear(page);
        await page.locator('input[type=file]').setInputFiles(pdf(rule));
        await followOk(page, primaryButton(uploadForm(page)));
      }
      expect(await open(page, `${draft}/materials/${RULES}`)).toBe(200);
      const promise = page.locator('main form[action$="/promise"] button');
      if ((await promise.count()) > 0) await followOk(page, promise);
      expect(await open(page, `${draft}/answers`)).toBe(200);
      const send = page.locator('main form[action$="/submission"]');
      await fill(send);
      await followOk(page, primaryButton(send));
    });

    await test.step('kept', async () => {
      expect(await open(page, '/account/wallet')).toBe(200);
      await look(page, lang, 'wallet-offers');
      const keep = page.locator('main .sheet', { hasText: `${LAYOUT}.pdf` }).locator('form[action^="/account/wallet"] button');
      // A walk that broke off may have left the same file there.
      if ((await keep.count()) > 0) await followOk(page, keep.first());
      await look(page, lang, 'wallet-kept');
      await expect(page.locator('.files > li')).toHaveCount(1);
    });

    await test.step('given again', async () => {
      expect(await open(page, `/items/${ITEM}`)).toBe(200);
      await expect(page.locator('main a[href="/account/wallet"]').first(), 'the guide says so').toBeVisible();
      const draft = await toMaterials(page, lang);
      expect(await open(page, `${draft}/materials/${LAYOUT}`)).toBe(200);
      await clear(page);
      await look(page, lang, 'material-held');
      await followOk(page, page.locator('main form[action$="/wallet"] button').first());
      await expect(given(page)).toHaveCount(1);
      await look(page, lang, 'material-from-wallet');
      await clear(page);
    });

    await test.step('removed', async () => {
      expect(await open(page, '/account/wallet')).toBe(200);
      await clear(page);
      await look(page, lang, 'wallet-removed');
      await expect(page.locator('.files > li')).toHaveCount(0);
    });
  });
}
