import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ReconnectDelay } from '#client/reconnectDelay.ts';

let onReturn: Set<() => void>;
let delay: ReconnectDelay;
beforeEach(() => {
  vi.useFakeTimers();
  onReturn = new Set();
  delay = new ReconnectDelay(
    (attempt) => (attempt + 1) * 1_000,
    (callback) => {
      onReturn.add(callback);
      return () => onReturn.delete(callback);
    },
  );
});
afterEach(() => {
  vi.useRealTimers();
});

/** Whether the wait is over, and how. */
function watch(wait: Promise<void>) {
  const seen = { end: 'waiting' };
  wait.then(
    () => (seen.end = 'over'),
    () => (seen.end = 'abandoned'),
  );
  return seen;
}

test('the first connection does not wait, and tRPC sleeps for nothing', async () => {
  const first = watch(delay.wait());
  await vi.advanceTimersByTimeAsync(0);
  expect(first.end).toBe('over');
  expect(delay.next(5)).toBe(0);
});

test('each attempt waits its time, once', async () => {
  delay.next(2);
  const third = watch(delay.wait());
  await vi.advanceTimersByTimeAsync(2_999);
  expect(third.end).toBe('waiting');
  await vi.advanceTimersByTimeAsync(1);
  expect(third.end).toBe('over');
  const unasked = watch(delay.wait());
  await vi.advanceTimersByTimeAsync(0);
  expect(unasked.end).toBe('over');
});

test('it ends at once when the user returns, who is watched for no longer than that', async () => {
  delay.next(29);
  const wait = watch(delay.wait());
  expect(onReturn.size).toBe(1);
  for (const callback of onReturn) callback();
  await vi.advanceTimersByTimeAsync(0);
  expect(wait.end).toBe('over');
  expect([onReturn.size, vi.getTimerCount()]).toEqual([0, 0]);
});

test('an abandoned wait leads to no connection and leaves nothing behind', async () => {
  delay.next(29);
  const wait = watch(delay.wait());
  delay.abandon();
  await vi.advanceTimersByTimeAsync(0);
  expect(wait.end).toBe('abandoned');
  expect([onReturn.size, vi.getTimerCount()]).toEqual([0, 0]);
  delay.abandon();
});

test.each(['during the wait', 'during an attempt'])(
  'the user returns %s: the next attempt does not wait, and those after it do from the beginning',
  async (when) => {
    delay.next(29);
    if (when === 'during an attempt') delay.hurry();
    const hurried = watch(delay.wait());
    for (const callback of onReturn) callback();
    await vi.advanceTimersByTimeAsync(0);
    expect(hurried.end).toBe('over');
    for (const [attempt, ms] of [
      [30, 1_000],
      [31, 2_000],
      [0, 1_000],
      [1, 2_000],
    ] as const) {
      delay.next(attempt);
      const wait = watch(delay.wait());
      await vi.advanceTimersByTimeAsync(ms - 1);
      expect(wait.end).toBe('waiting');
      await vi.advanceTimersByTimeAsync(1);
      expect(wait.end).toBe('over');
    }
  },
);
