import { defineConfig } from '@playwright/test';
import getPort from 'get-port';
import { ensureBrowser } from './scripts/ensureBrowser.ts';

/** Chosen once; Playwright's workers read this file again and inherit the variable. */
const port = (process.env['E2E_PORT'] ??= String(await getPort()));

/** The product's production build in a real browser; `e2e/globalSetup.ts` starts it. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.test.ts',
  globalSetup: './e2e/globalSetup.ts',
  // Several stories run products of their own; two at a time are more than two cores carry.
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 300_000,
  // Longer than the product may take by its own promises: 40 s for a dead connection, 45 s for a dead process.
  expect: { timeout: 60_000 },
  reporter: 'list',
  use: {
    baseURL: `http://localhost:${port}`,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: await ensureBrowser(),
      args: [
        '--headless',
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
});
