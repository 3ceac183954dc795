// An account of one's own, a lost password, and acting for a business until it says no.
import type { Page } from '@playwright/test';
import { pdf, primaryButton } from './lib/form.ts';
import { codeTo } from './lib/mail.ts';
import { follow, followOk, look, open, path, signInAs } from './lib/page.ts';
import { expect, LANGUAGES, test, type Lang } from './lib/test.ts';

const FIRST = 'kettle-moss-river';
const SECOND = 'lantern-apple-north';

/** A number that nobody has: a birthday of its own for each walk, sequence 998. */
function idNumber(walk: number): string {
  const body = `620102${1950 + (walk % 40)}${String(1 + (walk % 12)).padStart(2, '0')}${String(1 + (walk % 28)).padStart(2, '0')}998`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(body[at]), 0);
  return body + '10X98765432'[sum % 11];
}

function inMain(page: Page) {
  return page.locator('main form:has(input:not([type=hidden]))').first();
}

async function signIn(page: Page, address: string, password: string, lang: Lang): Promise<void> {
  await page.context().clearCookies();
  expect(await open(page, `/session?lang=${lang}`)).toBe(200);
  const form = page.locator('form:has([name="password"])');
  await form.locator('[name="login"]').fill(address);
  await form.locator('[name="password"]').fill(password);
  await followOk(page, primaryButton(form));
}

for (const lang of LANGUAGES) {
  test(`an account, a lost password and an agent (${lang})`, async ({ page }, info) => {
    const walk = info.config.projects.findIndex((one) => one.name === info.project.name) * 2 +
      LANGUAGES.indexOf(lang) + info.retry * 16;
    const address = `walk${walk}@example.org`;
    const id = idNumber(walk);
    const name = `林晓${'甲乙丙丁戊己庚辛'[walk % 8]}`;

    await test.step('register', async () => {
      expect(await open(page, `/registration?lang=${lang}`)).toBe(200);
      await look(page, lang, 'registration');
      await followOk(page, page.locator('main a[href^="/registration/person"]'));
      await look(page, lang, 'registration-person');
      const form = inMain(page);
      await form.locator('[name="id-no"]').fill('620102199912310010');
      const refused = await follow(page, primaryButton(form));
      expect(refused.status()).toBe(422);
      await look(page, lang, 'registration-wrong');
      await form.locator('[name="name"]').fill(name);
      await form.locator('[name="id-no"]').fill(id);
      await form.locator('[name="contact"]').fill(address);
      await form.locator('[name="password"]').fill(FIRST);
      await followOk(page, primaryButton(form));
      expect(path(page)).toMatch(/^\/registration\/[0-9a-f]{32}\/code$/);
      await look(page, lang, 'registration-code');
      const code = await codeTo(address, 1);
      const back = inMain(page);
      await back.locator('[name="code"]').fill(code === '111111' ? '222222' : '111111');
      expect((await follow(page, primaryButton(back))).status()).toBe(422);
      await look(page, lang, 'registration-code-wrong');
      await back.locator('[name="code"]').fill(code);
      await followOk(page, primaryButton(back));
      expect(path(page)).toBe('/account');
      await expect(page.locator('main')).toContainText(name);
      await look(page, lang, 'account');
    });

    await test.step('a lost password', async () => {
      await page.context().clearCookies();
      expect(await open(page, `/session?lang=${lang}`)).toBe(200);
      await followOk(page, page.locator('main a[href="/password-reset"]'));
      await look(page, lang, 'password-reset');
      await inMain(page).locator('[name="contact"]').fill(address);
      await followOk(page, primaryButton(inMain(page)));
      await look(page, lang, 'password-reset-code');
      const form = inMain(page);
      await form.locator('[name="code"]').fill(await codeTo(address, 2));
      await form.locator('[name="password"]').fill(SECOND);
      await followOk(page, primaryButton(form));
      expect(path(page)).toBe('/account');
    });

    await test.step('everything about the account', async () => {
      for (const page_ of ['profile', 'credentials', 'data', 'delegations/representative']) {
        expect(await open(page, `/account/${page_}`)).toBe(200);
        await look(page, lang, page_.replace('/', '-'));
      }
      expect(await open(page, '/account/credentials')).toBe(200);
      const form = page.locator('form[action="/account/password"]');
      await form.locator('[name="current"]').fill('not-this-one');
      await form.locator('[name="new-password"]').fill('1234567890');
      expect((await follow(page, primaryButton(form))).status()).toBe(422);
      await look(page, lang, 'credentials-wrong');
      const data = page.context().request;
      const held = await data.post('/account/data', { form: { password: SECOND } });
      expect(held.headers()['content-type']).toContain('application/json');
      expect(await held.json()).toMatchObject({ profile: { name } });
    });

    await test.step('for a child, with a proof', async () => {
      expect(await open(page, '/account/delegations')).toBe(200);
      await followOk(page, page.locator('main a[href="/account/delegations/family"]'));
      const form = inMain(page);
      await form.locator('[name="kind"][value="child"]').check();
      await form.locator('[name="name"]').fill('李小满');
      await form.locator('[name="id-no"]').fill('620102201402289981');
      expect((await follow(page, primaryButton(form))).status()).toBe(422);
      await look(page, lang, 'family');
      await form.locator('[type="file"]').setInputFiles(pdf('proof'));
      await followOk(page, primaryButton(form));
      expect(path(page)).toBe('/account/delegations');
      await look(page, lang, 'family-declared');
      await followOk(page, page.locator('main form[action="/account/acting"] button'));
      await expect(page.locator('.stand-in-on')).toContainText('李小满');
      await look(page, lang, 'acting-for-child');
      await followOk(page, page.locator('.stand-in-on button'));
    });

    await test.step('a business names the person', async () => {
      await signInAs(page, 'business', lang);
      expect(await open(page, '/account/delegations')).toBe(200);
      await followOk(page, page.locator('main a[href="/account/delegations/agent"]'));
      await look(page, lang, 'agent');
      const form = inMain(page);
      await form.locator('[name="name"]').fill(name);
      await form.locator('[name="id-no"]').fill(id);
      await form.locator('[name="scope"][value="all"]').check();
      const soon = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
      await form.locator('[name="until"]').fill(soon);
      await followOk(page, primaryButton(form));
      expect(path(page)).toBe('/account/delegations');
      await look(page, lang, 'delegations-of-business');
    });

    await test.step('the person accepts and acts', async () => {
      await signIn(page, address, SECOND, lang);
      expect(await open(page, '/account/delegations')).toBe(200);
      await look(page, lang, 'delegations-offered');
      await followOk(page, page.locator('form[action$="/confirmation"] button'));
      await look(page, lang, 'delegations-held');
      const turn = page.locator('main form[action="/account/acting"] button');
      await followOk(page, turn.filter({ hasText: '兰州黄河边' }));
      await expect(page.locator('.stand-in-on')).toBeVisible();
      await look(page, lang, 'acting');
      expect(await open(page, '/cases')).toBe(200);
      await look(page, lang, 'acting-cases');
      const cookies = await page.context().cookies();

      await signInAs(page, 'business', lang);
      expect(await open(page, '/account/delegations')).toBe(200);
      const mine = page.locator('main section').filter({ hasText: name });
      await followOk(page, mine.locator('form[action$="/revocation"] button').first());

      await page.context().clearCookies();
      await page.context().addCookies(cookies);
      expect(await open(page, '/')).toBe(200);
      await expect(page.locator('.stand-in-on'), 'over at once').toHaveCount(0);
    });

    await test.step('the notice of privacy', async () => {
      expect(await open(page, '/privacy')).toBe(200);
      await look(page, lang, 'privacy');
    });
  });
}
