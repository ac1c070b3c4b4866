import { expect, test } from 'vitest';
import { ensureBrowser, findBrowser, type BrowserSources } from './ensureBrowser.ts';

/** A machine on which these paths are programs; an installer adds one. */
function machine(
  programs: string[],
  installers: BrowserSources['installers'] = [],
): BrowserSources {
  return {
    ownPath: '/cache/chrome',
    folders: ['/usr/local/bin', '/usr/bin'],
    isExecutable: (path) => programs.includes(path),
    installers,
  };
}

test("Playwright's own browser comes first, then what PATH has, in its order", () => {
  const installed = ['/usr/bin/chromium', '/usr/local/bin/google-chrome'];
  expect(findBrowser(machine([...installed, '/cache/chrome']))).toBe('/cache/chrome');
  expect(findBrowser(machine(installed))).toBe('/usr/local/bin/google-chrome');
  expect(findBrowser(machine([]))).toBeNull();
});

test('installers are tried in order until there is a browser', async () => {
  const programs: string[] = [];
  const asked: string[] = [];
  const installer = (name: string, gives: string | null) => ({
    name,
    install: async () => {
      asked.push(name);
      if (gives) programs.push(gives);
      return gives !== null;
    },
  });
  const from = machine(programs, [
    installer('own', null),
    installer('apt', '/usr/bin/chromium'),
    installer('never', '/cache/chrome'),
  ]);
  await expect(ensureBrowser(from)).resolves.toBe('/usr/bin/chromium');
  expect(asked).toEqual(['own', 'apt']);
});

test('nothing is fetched when a browser is here', async () => {
  const fetching = { name: 'own', install: () => Promise.reject(new Error('fetched')) };
  await expect(ensureBrowser(machine(['/usr/bin/chromium'], [fetching]))).resolves.toBe(
    '/usr/bin/chromium',
  );
});

test('without any the error says what was tried', async () => {
  const failing = { name: 'the package', install: async () => false };
  const lying = { name: 'the archive', install: async () => true };
  await expect(ensureBrowser(machine([], [failing, lying]))).rejects.toThrow(
    /the package \(failed\), the archive \(no executable afterwards\)/,
  );
});
