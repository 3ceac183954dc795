// Who and what the list of routes speaks of, and plain requests that count what goes over the wire.
import type { Page } from '@playwright/test';
import { readFileSync, readdirSync } from 'node:fs';
import { request as http, type IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { apply, ITEM, startButton } from './application.ts';
import { follow, open, path, signInAs } from './page.ts';
import { expect, type Lang } from './test.ts';
import type { Who } from './routes.ts';
import { own } from './server.ts';

export interface World {
  cookies: Record<Who, string>;
  /** What stands for `{name}` in a route. */
  names: Record<string, string>;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  /** Bytes of the body as they were sent. */
  wire: number;
  body: string;
}

/** One plain request; redirects are not followed. */
export function ask(
  address: string, cookie = '', lang: Lang = 'zh-CN', send?: Record<string, string>,
): Promise<Answer> {
  const url = new URL(address, own().base);
  const form = send && new URLSearchParams(send).toString();
  return new Promise((done, fail) => {
    const asked = http(url, {
      method: form === undefined ? 'GET' : 'POST',
      headers: {
        'accept-encoding': 'br, gzip',
        'accept-language': lang,
        ...(cookie ? { cookie } : {}),
        ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
    }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('error', fail);
      answer.on('end', () => {
        const sent = Buffer.concat(pieces);
        const plain = unpacked(sent, answer.headers['content-encoding']);
        done({ status: answer.statusCode ?? 0, headers: answer.headers, wire: sent.length, body: plain.toString('utf8') });
      });
    });
    asked.on('error', fail);
    asked.end(form);
  });
}

function unpacked(bytes: Buffer, encoding: string | undefined): Buffer {
  if (encoding === 'br') return brotliDecompressSync(bytes);
  if (encoding === 'gzip') return gunzipSync(bytes);
  return bytes;
}

async function cookiesOf(page: Page): Promise<string> {
  const cookies = await page.context().cookies();
  return cookies.filter(({ name }) => name !== 'lang' && name !== 'text').map(({ name, value }) => `${name}=${value}`).join('; ');
}

/** A citizen with a case, a draft and messages, and one who has nothing. */
export async function makeWorld(page: Page): Promise<World> {
  await signInAs(page, 'citizen', 'zh-CN');
  expect(await open(page, `/items/${ITEM}`)).toBe(200);
  const { number } = await apply(page, 'zh-CN', false);
  const receipt = path(page);
  expect(await open(page, `/items/${ITEM}`)).toBe(200);
  await follow(page, startButton(page));
  const draft = path(page).split('/').slice(0, 3).join('/');
  const version = await page.locator('main input[name=version]').first().getAttribute('value') ?? '';
  expect(await open(page, '/messages')).toBe(200);
  const message = await page.locator('main .case-list a').first().getAttribute('href') ?? '';
  const citizen = await cookiesOf(page);
  await signInAs(page, 'citizen-2', 'zh-CN');
  const newcomer = await cookiesOf(page);
  await page.context().clearCookies();
  return {
    cookies: { nobody: '', citizen, newcomer },
    names: {
      case: number,
      receipt,
      draft,
      version,
      message: message.replace('/messages/', ''),
      unsubscription: await unsubscription(),
    },
  };
}

/** The way out that the newest mail of a sort that can be stopped carries. */
async function unsubscription(): Promise<string> {
  const folder = join(own().data, 'mail');
  const links = (): string[] => {
    try {
      return readdirSync(folder).filter((name) => name.endsWith('.eml')).sort().reverse()
        .map((name) => readFileSync(join(folder, name), 'utf8').replace(/\r\n /g, ''))
        .map((mail) => mail.match(/^List-Unsubscribe: <([^>]+)>/m)?.[1] ?? '')
        .filter((link) => link !== '');
    } catch {
      return [];
    }
  };
  await expect.poll(() => links().length, { timeout: 60_000, message: 'a mail with a way out' }).toBeGreaterThan(0);
  return new URL(links()[0] ?? '').pathname;
}

export function filled(text: string, world: World): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = world.names[name];
    if (value === undefined) throw new Error(`nothing stands for {${name}} (lib/world.ts)`);
    return value;
  });
}
