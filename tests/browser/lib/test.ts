// The walks' `test`: knows where the server is, and fails a walk whose pages ask anyone else for
// anything, break the content security policy or throw in a script.
import { test as base, expect } from '@playwright/test';
import { own } from './server.ts';

export { expect };

/** The interface languages; each walk runs in both. */
export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Lang = (typeof LANGUAGES)[number];

export const test = base.extend<{ clean: void }>({
  baseURL: async ({}, use) => {
    await use(own().base);
  },
  clean: [
    async ({ context, baseURL }, use) => {
      const faults: string[] = [];
      const own = new URL(baseURL ?? '').origin;
      context.on('request', (request) => {
        const url = new URL(request.url());
        if (url.protocol.startsWith('http') && url.origin !== own) faults.push(`third party: ${url.href}`);
      });
      context.on('console', (message) => {
        if (/content security policy/i.test(message.text())) faults.push(message.text());
      });
      context.on('weberror', (error) => faults.push(`script: ${error.error().message}`));
      await use();
      expect(faults, 'third parties, policy breaches and script errors').toEqual([]);
    },
    { auto: true },
  ],
});
