// One case as a clerk reads it: what a correction changed, documents beside what they prove, personal data whole for a
// reason, and who looked. On a desk's screen and on a tablet; a clerk has no phone for it.
import type { Page } from '@playwright/test';
import { deflateSync, crc32 } from 'node:zlib';
import { apply, ITEM } from './lib/application.ts';
import { act, atCase, offer } from './lib/desk.ts';
import { fill, primaryButton, primaryForm } from './lib/form.ts';
import { follow, followOk, look, open, signInAs } from './lib/page.ts';
import { expect, test, type Lang } from './lib/test.ts';

test.skip(() => test.info().project.name.startsWith('phone'), 'a desk has no phone');

function language(): Lang {
  return test.info().project.name === 'desktop' ? 'zh-CN' : 'en';
}

/** A floor plan of four rooms, as a PNG. */
function plan(width = 2200, height = 1400): Buffer {
  const row = (y: number): Buffer => {
    const line = Buffer.alloc(1 + width * 3, 250);
    line[0] = 0;
    for (let x = 0; x < width; x += 1) {
      const wall = [0, width / 3, width - 1].some((at) => Math.abs(x - at) < 9) ||
        [0, height / 2, height - 1].some((at) => Math.abs(y - at) < 9);
      if (wall) line.fill(60, 1 + x * 3, 4 + x * 3);
    }
    return line;
  };
  const chunk = (name: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, (_, y) => row(y))));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

/** The same page on a desk's screen, on a tablet, and as narrow as a phone. */
async function lookWide(page: Page, lang: Lang, name: string): Promise<void> {
  for (const [width, height] of [[1280, 900], [1024, 768], [360, 740]] as const) {
    await page.setViewportSize({ width, height });
    await look(page, lang, `${name}-${width}`);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

test('a case is read: changes, documents, personal data for a reason', async ({ page }) => {
  const lang = language();
  await signInAs(page, 'citizen', lang);
  expect(await open(page, `/items/${ITEM}`)).toBe(200);
  const { number } = await apply(page, lang, false);

  await atCase(page, 'counter', number, lang, false);
  const targets = ['field:shop-name', 'field:contact-phone', 'material:layout-and-process'];
  await act(page, offer(page, 'correction'), lang, {
    before: async (form) => {
      for (const target of targets) {
        await form.locator(`input[name="target"][value="${target}"]`).check({ force: true });
        await form.locator(`[name="note.${target}"]`).fill('请与营业执照一致。');
      }
    },
    skip: ['target', ...(await noteNames(page))],
  });

  await signInAs(page, 'citizen', lang);
  expect(await open(page, `/cases/${number}/supplement`)).toBe(200);
  const answer = page.locator('main form[action*="/supplement"]').first();
  await answer.locator('[name="shop-name"]').fill('兰州黄河面馆');
  await answer.locator('[name="contact-phone"]').fill('13899995678');
  const drawing = { name: '平面图.png', mimeType: 'image/png', buffer: plan() };
  for (const one of await answer.locator('input[type=file]').all()) await one.setInputFiles(drawing);
  await fill(answer);
  await followOk(page, primaryButton(answer));

  await atCase(page, 'counter', number, lang, false);
  await expect(page.locator('#changes')).toBeVisible();
  await expect(page.locator('main')).not.toContainText('13899995678');
  await expect(page.locator('main')).toContainText('138****5678');
  await lookWide(page, lang, 'case');

  await followOk(page, page.locator('.case-file a[href$="/disclosure"]').first());
  await look(page, lang, 'disclosure');
  const refused = await follow(page, primaryButton(primaryForm(page)));
  expect(refused.status()).toBe(422);
  await look(page, lang, 'disclosure-error');
  await page.locator('[name=reason][value=contact]').check({ force: true });
  await followOk(page, primaryButton(primaryForm(page)));
  await expect(page.locator('main')).toContainText('13899995678');
  await look(page, lang, 'case-whole');

  await followOk(page, page.locator('.case-file table a[href$="/view"]').filter({ hasText: '平面图' }).first());
  await lookWide(page, lang, 'viewer-image');
  await followOk(page, page.locator('a[href$="?size=whole"]'));
  await look(page, lang, 'viewer-whole');
  const image = await page.locator('.document img').evaluate((one) => (one as HTMLImageElement).naturalWidth);
  expect(image, 'the original').toBe(2200);
  await page.goBack();
  await followOk(page, page.locator('.pager a').first());
  await expect(page.locator('object[type="application/pdf"]')).toHaveCount(1);
  await lookWide(page, lang, 'viewer-pdf');

  await signInAs(page, 'head', lang);
  expect(await open(page, `/desk/cases/${number}`)).toBe(200);
  await expect(page.locator('#looks')).toBeVisible();
  await look(page, lang, 'case-head');
  await signInAs(page, 'supervisor', lang);
  expect(await open(page, `/oversight/cases/${number}`)).toBe(200);
  await expect(page.locator('#looks')).toBeVisible();
  await look(page, lang, 'oversight-looks');
});

/** The notes of a correction are filled by the walk itself. */
async function noteNames(page: Page): Promise<string[]> {
  const number = page.url().split('/').pop()?.split('?')[0];
  const answer = await page.request.get(`/desk/cases/${number}/correction`);
  return [...(await answer.text()).matchAll(/name="(note\.[^"]+)"/g)].map(([, name]) => name ?? '');
}
