// Every citizen route of lib/routes.ts, in both languages: HTML without an error, no WCAG 2.2 AA violation, nothing
// wider than 320 px, and no more over the wire than an old phone on a weak line can take.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { noAxeViolations, noOverflow } from './lib/page.ts';
import { ROUTES, type Route } from './lib/routes.ts';
import { expect, LANGUAGES, test, type Lang } from './lib/test.ts';
import { ask, filled, makeWorld, type Answer, type World } from './lib/world.ts';
import { own } from './lib/server.ts';

const MOST_BYTES = 30 * 1024;
const MOST_REQUESTS = 4;
const MOST_CSS = 12 * 1024;

/** Warnings of the HTML checker that stay, each with its reason. */
const STAYS: RegExp[] = [
  // On a phone rows are blocks, and a table that is no table for CSS is none for a screen reader without its roles.
  /^The “(table|rowgroup|row|rowheader|columnheader|cell)” role is unnecessary/,
  /^The “role” attribute must not be used on a “(tr|th|td)” element/,
  // One element is a region, a status or an alert, as its message asks.
  /^The “region” role is unnecessary for element “section”/,
];

interface Seen {
  route: Route;
  lang: Lang;
  answer: Answer;
  file: string;
}

test('every citizen page: HTML, accessibility, 320 px, the wire', async ({ page }) => {
  test.skip(test.info().project.name !== 'phone', 'plain requests are the same in every way of using it');
  test.setTimeout(900_000);
  const world = await makeWorld(page);
  const folder = join(test.info().config.rootDir, 'test-results/html');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });

  const seen: Seen[] = [];
  await test.step('fetch', async () => {
    for (const lang of LANGUAGES) {
      for (const route of ROUTES) {
        const answer = await fetched(route, lang, world);
        const file = join(folder, `${route.name}.${lang}.html`);
        writeFileSync(file, answer.body);
        seen.push({ route, lang, answer, file });
      }
    }
  });

  await test.step('statuses, languages, headings, titles', async () => {
    for (const { route, lang, answer } of seen) {
      const wanted = route.status ?? (route.send ? 422 : 200);
      expect.soft(answer.status, `${route.name} ${lang}`).toBe(wanted);
      expect.soft(answer.body, `${route.name}: language`).toMatch(new RegExp(`<html[^>]* lang="${lang}"`));
      expect.soft(answer.body.match(/<h1[ >]/g)?.length, `${route.name}: headings`).toBe(1);
      expect.soft(answer.body, `${route.name}: a missing word`).not.toContain('⟦');
      if (route.send) expect.soft(title(answer), `${route.name}: title`).toMatch(/^(错误：|Error: )/);
    }
    expect.soft(sameTitles(seen), 'two pages with one title').toEqual([]);
    expect.soft(seen.flatMap(skippedHeadings), 'heading levels that are skipped').toEqual([]);
  });

  await test.step('the wire', async () => {
    const resources = new Map<string, Promise<Answer>>();
    for (const { route, answer } of seen) {
      const urls = [...new Set([
        ...answer.body.matchAll(/<(?:link|script|img)[^>]*? (?:href|src)="(\/[^"]+)"/g),
      ].map(([, url]) => url ?? ''))];
      expect.soft(answer.body, `${route.name}: a script that must run`).not.toMatch(/<script(?![^>]*\ssrc=)/);
      expect.soft(urls.length + 1, `${route.name}: requests`).toBeLessThanOrEqual(MOST_REQUESTS);
      let bytes = answer.wire;
      for (const url of urls) {
        if (!resources.has(url)) resources.set(url, ask(url));
        const resource = await resources.get(url);
        bytes += resource?.wire ?? 0;
        if (url.endsWith('.css')) expect.soft(resource?.wire, url).toBeLessThanOrEqual(MOST_CSS);
      }
      expect.soft(bytes, `${route.name}: bytes cold`).toBeLessThanOrEqual(MOST_BYTES);
    }
    const largest = seen.reduce((most, one) => (one.answer.wire > most.answer.wire ? one : most));
    console.log(`      largest page: ${largest.route.name} ${largest.lang}, ${largest.answer.wire} bytes`);
  });

  await test.step('the HTML checker', () => {
    expect.soft(complaints(folder), 'errors and warnings of the HTML checker').toEqual([]);
  });

  await test.step('axe and 320 px', async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    // All of them are told, not the first alone.
    const faults: string[] = [];
    const noted = async (what: string, check: Promise<void>): Promise<void> => {
      await check.catch((error: Error) => faults.push(`${what}: ${error.message}`));
    };
    for (const one of seen) {
      // The page as it was fetched, errors of a sent form too, beside its own style sheet.
      const address = `${own().base}/shown/${one.route.name}/${one.lang}`;
      for (const large of [false, true]) {
        const body = large ? one.answer.body.replace('<html', '<html data-text="large"') : one.answer.body;
        await page.route(address, (route) => route.fulfill({ body, contentType: 'text/html; charset=utf-8' }));
        await page.goto(address);
        const what = `${one.route.name} ${one.lang}${large ? ', large text' : ''}`;
        await noted(what, noOverflow(page));
        if (!large) await noted(what, noAxeViolations(page));
        await page.unroute(address);
      }
    }
    expect.soft(faults).toEqual([]);
  });
});

async function fetched(route: Route, lang: Lang, world: World): Promise<Answer> {
  const send = route.send && Object.fromEntries(
    Object.entries(route.send).map(([name, value]) => [name, filled(value, world)]));
  const cookie = [world.cookies[route.as ?? 'nobody'], `lang=${lang}`].filter((part) => part !== '').join('; ');
  return ask(filled(route.path, world), cookie, lang, send);
}

function title({ body }: Answer): string {
  return body.match(/<title>([^<]*)/)?.[1] ?? '';
}

/** Another state of the same page may share its title; another page may not. */
function sameTitles(seen: Seen[]): string[] {
  const pages = new Map<string, Set<string>>();
  for (const { route, lang, answer } of seen) {
    if (answer.status >= 400) continue;
    const key = `${lang}: ${title(answer)}`;
    const paths = pages.get(key) ?? new Set();
    pages.set(key, paths.add(route.path.split('?')[0] ?? ''));
  }
  return [...pages].filter(([, paths]) => paths.size > 1).map(([key, paths]) => `${key}: ${[...paths].join(', ')}`);
}

function skippedHeadings({ route, lang, answer }: Seen): string[] {
  // The summary of errors comes before the heading of the page.
  const levels = [...answer.body.matchAll(/<h([1-6])[ >]/g)].map(([, level]) => Number(level));
  return levels
    .filter((level, index) => level > (levels[index - 1] ?? 1) + 1)
    .map((level) => `${route.name} ${lang}: h${level}`);
}

interface Complaint {
  type: string;
  subType?: string;
  url?: string;
  lastLine?: number;
  message: string;
  extract?: string;
}

/** One run over the whole folder: starting Java takes longer than checking. */
function complaints(folder: string): string[] {
  const jar = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');
  const run = spawnSync('java', ['-Xss1024k', '-jar', jar, '--format', 'json', '--stdout', '--exit-zero-always', folder], {
    encoding: 'utf8', maxBuffer: 64 * 1024 * 1024,
  });
  if (run.error || run.status !== 0) throw new Error(`the HTML checker did not run: ${run.error?.message ?? run.stderr}`);
  const { messages } = JSON.parse(run.stdout) as { messages: Complaint[] };
  return messages
    .filter(({ type, subType }) => type === 'error' || subType === 'warning')
    .filter(({ message }) => !STAYS.some((stays) => stays.test(message)))
    .map(({ url, lastLine, message, extract }) =>
      `${url?.split('/').pop()}:${lastLine}: ${message} ${(extract ?? '').replace(/\s+/g, ' ')}`);
}
