import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';
import { runCommand } from './command.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const minute = 60_000;

/** How a browser is looked for and got; a test gives its own. */
export type BrowserSources = {
  /** Where Playwright's own would be. */
  ownPath: string;
  /** Folders to look in, in order. */
  folders: readonly string[];
  isExecutable: (path: string) => boolean;
  /** Ways to get one, tried in order until a browser is there. */
  installers: readonly { name: string; install: () => Promise<boolean> }[];
};

const sources: BrowserSources = {
  ownPath: chromium.executablePath(),
  folders: [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin'].filter(Boolean),
  isExecutable,
  installers: [
    { name: "Playwright's own", install: installOwn },
    { name: "Debian's chromium package", install: installByApt },
  ],
};

/** The path of a Chromium that is already here: Playwright's own, else one on PATH; null without any. */
export function findBrowser(from: BrowserSources = sources): string | null {
  const installed = from.folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return [from.ownPath, ...installed].find(from.isExecutable) ?? null;
}

/**
 * The path of a Chromium, which is fetched when there is none: Playwright's, else Debian's by apt.
 * @throws Error that says what was tried when no browser can be had
 */
export async function ensureBrowser(from: BrowserSources = sources): Promise<string> {
  const tried: string[] = [];
  for (const { name, install } of from.installers) {
    const found = findBrowser(from);
    if (found) return found;
    console.log(`No browser found; getting ${name} …`);
    tried.push((await install()) ? `${name} (no executable afterwards)` : `${name} (failed)`);
  }
  const found = findBrowser(from);
  if (found) return found;
  throw new Error(
    `The end-to-end tests need Chromium and none could be had. Tried: ${tried.join(', ')}. ` +
      'Install Chromium or Google Chrome, or run `npx playwright install chromium`.',
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function installOwn(): Promise<boolean> {
  return succeeds('playwright', ['install', 'chromium'], 5 * minute);
}

/** Only for root on Debian and its kin. */
async function installByApt(): Promise<boolean> {
  if (process.getuid?.() !== 0 || !isExecutable('/usr/bin/apt-get')) return false;
  return (
    (await succeeds('apt-get', ['update'], 5 * minute)) &&
    (await succeeds(
      'apt-get',
      ['install', '--yes', '--no-install-recommends', 'chromium'],
      15 * minute,
    ))
  );
}

async function succeeds(
  command: string,
  args: readonly string[],
  timeLimitMs: number,
): Promise<boolean> {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  return (await runCommand(command, args, { env, echo: true, timeLimitMs })).exitCode === 0;
}
