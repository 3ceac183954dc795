// The message box, the ways that messages take, and the way out of a mail. In one language per way of using it.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { apply, ITEM } from './lib/application.ts';
import { primaryButton, primaryForm } from './lib/form.ts';
import { followOk, look, open, path, signInAs } from './lib/page.ts';
import { expect, test, type Lang } from './lib/test.ts';
import { own } from './lib/server.ts';

function language(): Lang {
  return ['phone', 'desktop-noscript'].includes(test.info().project.name) ? 'en' : 'zh-CN';
}

function files(folder: string, ending: string): string[] {
  const at = join(own().data, folder);
  try {
    return readdirSync(at).filter((name) => name.endsWith(ending)).sort()
      .map((name) => readFileSync(join(at, name), 'utf8'));
  } catch {
    return [];
  }
}

test('messages are kept, chosen, read, and stopped from a mail', async ({ page }) => {
  const lang = language();
  await signInAs(page, 'citizen-2', lang);
  expect(await open(page, '/account')).toBe(200);
  await followOk(page, page.locator('main a[href="/account/messages"]').first());
  await look(page, lang, 'message-choices');
  await page.locator('input[name="progress"][value="mail"]').check();
  await followOk(page, primaryButton(primaryForm(page)));
  await expect(page.locator('main [role=status]')).toBeVisible();
  await look(page, lang, 'message-choices-saved');

  const mailsBefore = files('mail', '.eml').length;
  expect(await open(page, `/items/${ITEM}`)).toBe(200);
  const { number } = await apply(page, lang, false);
  await expect.poll(() => files('mail', '.eml').length, { timeout: 60_000 }).toBeGreaterThan(mailsBefore);

  // The number of unread ones is in the head of every page.
  await followOk(page, page.locator('header a[href="/messages"]'));
  await look(page, lang, 'messages');
  const newest = page.locator('main .case-list > li').first();
  await expect(newest.locator('.tag'), 'unread').toHaveCount(1);
  await followOk(page, newest.locator('a'));
  await look(page, lang, 'message');
  const message = path(page);
  await expect(page.locator(`main a.button[href="/cases/${number}"]`)).toBeVisible();
  expect(await open(page, '/messages')).toBe(200);
  await expect(page.locator('main .case-list > li').first().locator('.tag'), 'read').toHaveCount(0);

  // As the receipt's mail has it, and signed in as nobody.
  const mail = files('mail', '.eml').pop()?.replace(/\r\n /g, '') ?? '';
  const link = mail.match(/^List-Unsubscribe: <([^>]+)>/m)?.[1] ?? '';
  await page.context().clearCookies();
  expect(await open(page, `${new URL(link).pathname}?lang=${lang}`)).toBe(200);
  await look(page, lang, 'unsubscription');
  await followOk(page, primaryButton(primaryForm(page)));
  await look(page, lang, 'unsubscription-done');
  await followOk(page, page.locator('main form[action$="/end"] button'));
  await expect(page.locator('main form[action$="/end"]'), 'undone').toHaveCount(0);

  // By text message from now on: short, and its link leads to the message after signing in.
  await signInAs(page, 'citizen-2', lang);
  expect(await open(page, '/account/messages')).toBe(200);
  await page.locator('input[name="progress"][value="sms"]').check();
  await followOk(page, primaryButton(primaryForm(page)));
  const textsBefore = files('sms', '.txt').length;
  expect(await open(page, `/items/${ITEM}`)).toBe(200);
  await apply(page, lang, false);
  await expect.poll(() => files('sms', '.txt').length, { timeout: 60_000 }).toBeGreaterThan(textsBefore);
  const text = files('sms', '.txt').pop() ?? '';
  const short = text.match(/http\S+\/m\/[0-9a-f]{8}/)?.[0] ?? '';
  expect(await open(page, new URL(short).pathname)).toBe(200);
  expect(path(page)).toMatch(/^\/messages\/[0-9a-f-]{36}$/);

  // Another reader does not find it, and this one has a way back to mail.
  expect(await open(page, '/account/messages')).toBe(200);
  await page.locator('input[name="progress"][value="mail"]').check();
  await followOk(page, primaryButton(primaryForm(page)));
  await signInAs(page, 'citizen', lang);
  expect(await open(page, message)).toBe(404);
});
