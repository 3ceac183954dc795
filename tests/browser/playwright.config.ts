// Four ways of using the portal: a phone and a desktop, scripts on and scripts blocked.
// A walk in both languages runs in each on a phone and on a desktop, with scripts and
// without: every two of the three together, in half the time of all three
// (TONGBAN_EVERY=1). Each worker has a server of its own
// (lib/server.ts).
import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true };
const desktop = { viewport: { width: 1280, height: 900 } };

const every = process.env.TONGBAN_EVERY === '1';
const chinese = every ? {} : { grepInvert: /\(en\)/ };
const english = every ? {} : { grepInvert: /\(zh-CN\)/ };

export default defineConfig({
  testDir: '.',
  // Below test-results, which also holds the server's log and the screenshots.
  outputDir: 'test-results/artifacts',
  globalSetup: './lib/server.ts',
  reporter: './lib/reporter.ts',
  // Each with its server: one for each core.
  workers: Math.max(1, Math.min(4, availableParallelism())),
  fullyParallel: false,
  retries: 0,
  forbidOnly: !!process.env.CI,
  timeout: 300_000,
  expect: { timeout: 15_000 },
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    screenshot: 'only-on-failure',
    trace: 'off',
    launchOptions: {
      executablePath: process.env.TONGBAN_CHROMIUM || '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'phone', ...chinese, use: { ...phone, javaScriptEnabled: true } },
    { name: 'desktop', ...english, use: { ...desktop, javaScriptEnabled: true } },
    { name: 'phone-noscript', ...english, use: { ...phone, javaScriptEnabled: false } },
    { name: 'desktop-noscript', ...chinese, use: { ...desktop, javaScriptEnabled: false } },
  ],
});
