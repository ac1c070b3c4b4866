import { expect, test } from 'vitest';
import { withWebLock } from '#client/webLock.ts';

const failing = (error: Error) => ({
  locks: {
    async request(): Promise<never> {
      throw error;
    },
  },
});

test('where locks are denied it runs without one', async () => {
  const denied = failing(new DOMException('The request was denied.', 'SecurityError'));
  expect(await withWebLock('name', async () => 'done', denied)).toBe('done');
  expect(await withWebLock('name', async () => 'done', { locks: null })).toBe('done');
});

test('what was ended while it waited does not run, and what fails does not run twice', async () => {
  let runs = 0;
  const run = () => {
    runs += 1;
    return Promise.reject(new DOMException('Not now', 'SecurityError'));
  };
  const aborted = failing(new DOMException('Aborted', 'AbortError'));
  await expect(withWebLock('name', run, aborted)).rejects.toThrow('Aborted');
  expect(runs).toBe(0);
  const locks = { request: (_name: string, _options: object, act: () => unknown) => act() };
  // oxlint-disable-next-line parley/no-cast -- TypeScript knows only the browser's overloads
  const held = { locks: locks as Pick<LockManager, 'request'> };
  await expect(withWebLock('name', run, held)).rejects.toThrow('Not now');
  expect(runs).toBe(1);
});
