// Codes out of the demo's mail folder, as their owner would read them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from './test.ts';
import { own } from './server.ts';

/** The text of a mail, whatever its encoding. */
function text(raw: string): string {
  return raw.replaceAll('\r\n', '\n').split(/\n--/).map((part) => {
    const [head = '', ...rest] = part.split('\n\n');
    const body = rest.join('\n\n');
    if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8');
    if (/quoted-printable/i.test(head)) {
      const bytes = body.replaceAll('=\n', '').replace(/=([0-9A-F]{2})/g, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)));
      return Buffer.from(bytes, 'latin1').toString('utf8');
    }
    return body;
  }).join('\n');
}

function codes(address: string): string[] {
  const folder = join(own().data, 'mail');
  // Names of mails sort by time.
  return readdirSync(folder).filter((name) => name.endsWith('.eml')).sort().flatMap((name) => {
    const raw = readFileSync(join(folder, name), 'utf8');
    if (!raw.includes(`To: ${address}`)) return [];
    const found = /(?:验证码|Code)[：:]\s*(\d{6})/.exec(text(raw));
    return found?.[1] ? [found[1]] : [];
  });
}

/** The `count`th code to an address; mail leaves every few seconds. */
export async function codeTo(address: string, count: number): Promise<string> {
  await expect.poll(() => { try { return codes(address).length; } catch { return 0; } },
    { message: `code ${count} to ${address}`, timeout: 30_000 }).toBeGreaterThanOrEqual(count);
  return codes(address)[count - 1] ?? '';
}
