// The inbox: find, narrow, keep a view, act on several, hear of new work; and a head's view of the team. On a screen of
// 1024 px with scripts, and on a desktop without.
import { apply, ITEM } from './lib/application.ts';
import { primaryButton } from './lib/form.ts';
import { follow, followOk, look, open, plain, scriptsOn, signInAs } from './lib/page.ts';
import { expect, LANGUAGES, test } from './lib/test.ts';

const NEWS = 'main p[data-events] a';

for (const lang of LANGUAGES) {
  test(`a clerk finds the right case and a head gives it out (${lang})`, async ({ page, browser }, info) => {
    test.skip(info.project.name.startsWith('phone'), 'the desk is walked on larger screens');
    if (scriptsOn()) await page.setViewportSize({ width: 1024, height: 768 });
    let number = '';

    await test.step('an application', async () => {
      await signInAs(page, 'citizen', lang);
      expect(await open(page, `/items/${ITEM}`)).toBe(200);
      ({ number } = await apply(page, lang, false));
    });

    await test.step('found by its number, and by nothing that it is not', async () => {
      await signInAs(page, 'counter', lang);
      expect(await open(page, '/desk')).toBe(200);
      await look(page, lang, 'inbox');
      const form = page.locator('main form[action="/desk"]');
      await form.locator('[name="q"]').fill(number);
      await followOk(page, form.locator('button').first());
      await expect(page.locator('main tbody tr')).toHaveCount(1);
      expect(page.url()).toContain('q=');
      expect(page.url(), 'an address to keep has no blanks').not.toMatch(/=(&|$)/);
      await look(page, lang, 'inbox-found');
      await form.locator('[name="q"]').fill('张');
      expect((await follow(page, form.locator('button').first())).status()).toBe(422);
      await look(page, lang, 'inbox-short');
    });

    await test.step('narrowed, and kept as a view', async () => {
      expect(await open(page, '/desk?tab=todo&step=acceptance&lamp=normal')).toBe(200);
      await look(page, lang, 'inbox-narrowed');
      const name = lang === 'en' ? 'New and in time' : '新收件、未到期';
      await page.locator('main summary').last().click();
      const keep = page.locator('main form[action="/desk/views"]');
      await keep.locator('[name="name"]').fill(name);
      await followOk(page, keep.locator('button'));
      await look(page, lang, 'inbox-view-kept');
      await followOk(page, page.locator('main a', { hasText: name }));
      expect(page.url()).toContain('lamp=normal');
      await page.locator('main details', { has: page.locator('form[action$="/removal"]') }).first()
        .locator('summary').click();
      await followOk(page, page.locator('main form[action$="/removal"] button').first());
      await look(page, lang, 'inbox-view-removed');
    });

    await test.step('new work is announced and not thrust upon anybody', async () => {
      expect(await open(page, '/desk')).toBe(200);
      const shown = await page.locator('main tbody tr').count();
      const own = await page.locator('main .tabs [aria-current]').getAttribute('href') ?? '';
      const other = await browser.newContext({ baseURL: new URL(page.url()).origin, javaScriptEnabled: scriptsOn() });
      const applying = await other.newPage();
      await signInAs(applying, 'citizen', lang);
      expect(await open(applying, `/items/${ITEM}`)).toBe(200);
      const second = await apply(applying, lang, false);
      await other.close();
      if (scriptsOn()) {
        await expect(page.locator(NEWS)).toBeVisible({ timeout: 20_000 });
        await expect(page.locator('main tbody tr'), 'the list stays').toHaveCount(shown);
      } else {
        await expect(page.locator(NEWS)).toBeHidden();
        expect(await open(page, own)).toBe(200);
      }
      await look(page, lang, 'inbox-news');
      await followOk(page, page.locator(NEWS));
      const numbers = await page.locator('main tbody .case-no').allInnerTexts();
      expect(numbers.map(plain)).toContain(plain(second.number));
      await look(page, lang, 'inbox-new-alone');
    });

    await test.step('claimed, and the result says so', async () => {
      expect(await open(page, `/desk?q=${number}&pick=all`)).toBe(200);
      await followOk(page, page.locator('main button[name="act"][value="claim"]'));
      await look(page, lang, 'bulk-result');
      expect(await open(page, `/desk?q=${number}&pick=all`)).toBe(200);
      await followOk(page, page.locator('main button[name="act"][value="transfer"]'));
      await look(page, lang, 'bulk-transfer');
      const form = page.locator('main form[action="/desk/bulk/transfer"]').first();
      expect((await follow(page, primaryButton(form))).status()).toBe(422);
      await look(page, lang, 'bulk-transfer-wrong');
    });

    await test.step('the head sees the team, and gives it to somebody else', async () => {
      await signInAs(page, 'head', lang);
      expect(await open(page, '/desk')).toBe(200);
      await look(page, lang, 'inbox-head');
      await followOk(page, page.locator('main a[href="/desk/team"]'));
      await look(page, lang, 'team');
      await followOk(page, page.locator('main tr', { hasText: /王雅琴|Wang Yaqin/ })
        .locator('a[href*="pick=all"]').first());
      await followOk(page, page.locator('main button[name="act"][value="assignment"]'));
      await followOk(page, primaryButton(page.locator('main form[action="/desk/bulk/assignment"]')));
      await look(page, lang, 'reassigned');
      for (const tab of ['returned', 'waiting', 'paused', 'done']) {
        expect(await open(page, `/desk?tab=${tab}`)).toBe(200);
        await look(page, lang, `inbox-${tab}`);
      }
    });
  });
}
