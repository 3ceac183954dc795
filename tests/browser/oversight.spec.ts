// Supervision's rooms: each number is a list of that length, the picture has its table, files say the same, and the
// month's points and reports can be read and printed.
import type { Page } from '@playwright/test';
import { followOk, look, open, signInAs } from './lib/page.ts';
import { expect, test, type Lang } from './lib/test.ts';

// Each with scripts and without, each size and each language once: enough for what these pages do.
const PROJECTS = ['phone', 'desktop-noscript'];
test.skip(() => !PROJECTS.includes(test.info().project.name), 'two projects are enough for what these pages do');

function language(): Lang {
  return test.info().project.name === 'phone' ? 'en' : 'zh-CN';
}

/** The links to cases whose words begin with a number, each of them once. */
async function numbers(page: Page): Promise<Map<string, number>> {
  const found = await page.locator('main a[href^="/oversight/cases?"]').evaluateAll((links) =>
    links.map((link) => [link.getAttribute('href') ?? '', link.textContent?.trim() ?? ''] as const));
  // What follows it is for screen readers; a bar of a chart begins with its month.
  return new Map(found.flatMap(([href, text]) => {
    const number = text.match(/^\d[\d,]*(?![-\d,])/)?.[0];
    return number === undefined ? [] : [[href, Number(number.replaceAll(',', ''))] as const];
  }));
}

test('each number of the dashboard is a list with so many rows', async ({ page }) => {
  const lang = language();
  await signInAs(page, 'supervisor', lang);
  expect(await open(page, '/oversight?period=365')).toBe(200);
  await look(page, lang, 'oversight');
  await expect(page.locator('main table.chart').first(), 'a picture has its table').toBeAttached();
  const linked = [...await numbers(page)];
  expect(linked.length, 'numbers that are links').toBeGreaterThan(10);
  // Cases go on while the walk looks: what is counted again is a few of them, from all over the page.
  const every = Math.ceil(linked.length / 12);
  for (const [href, shown] of linked.filter((_, index) => index % every === 0)) {
    const answer = await page.request.get(href);
    expect(answer.status(), href).toBe(200);
    const total = (await answer.text()).match(/data-total="?(\d+)/)?.[1];
    expect(Math.abs(Number(total) - shown), `${href} against ${shown}`).toBeLessThanOrEqual(2);
  }
  const file = await page.request.get('/oversight/figures.json?period=365');
  expect(file.status()).toBe(200);
  expect((await page.request.get('/oversight/figures.csv?period=365')).status()).toBe(200);
});

test('lamps, what comes, the points of a month and its report', async ({ page }) => {
  const lang = language();
  await signInAs(page, 'supervisor', lang);
  for (const room of ['lamps', 'lamps?lamp=overdue', 'lamps?lamp=coming', 'lamps/forecast', 'scores', 'reports']) {
    expect(await open(page, `/oversight/${room}`), room).toBe(200);
    await look(page, lang, `oversight-${room.replace(/\W/g, '-')}`);
  }
  expect(await open(page, '/oversight/scores')).toBe(200);
  const one = page.locator('main table a[href^="/oversight/scores/"]').first();
  await followOk(page, one);
  await look(page, lang, 'oversight-score');
  for (const kind of ['lamps', 'scores']) {
    for (const end of ['csv', 'json']) {
      expect((await page.request.get(`/oversight/${kind}.${end}`)).status(), `${kind}.${end}`).toBe(200);
    }
  }
  expect(await open(page, '/oversight/reports')).toBe(200);
  await followOk(page, page.locator('main a[href^="/oversight/reports/"]').first());
  await look(page, lang, 'oversight-report');
  if (test.info().project.name === 'phone') {
    const pdf = await page.pdf({ format: 'A4' });
    const sheets = pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g) ?? [];
    expect(sheets.length, 'sheets of a report').toBeLessThanOrEqual(5);
  }
});
