import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ConnectionStore } from '#client/connection.ts';
import { pollWhileDown } from '#client/pollWhileDown.ts';

let connection: ConnectionStore;
let polls: number;
let stop: () => void;
beforeEach(() => {
  vi.useFakeTimers();
  connection = new ConnectionStore();
  polls = 0;
  stop = pollWhileDown(connection, () => {
    polls += 1;
  });
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

const pollsAfter = (ms: number) => {
  vi.advanceTimersByTime(ms);
  return polls;
};

test('nothing is polled while the socket is there, or not wanted', () => {
  expect(pollsAfter(60_000)).toBe(0);
  connection.happened('wanted');
  connection.happened('opened');
  expect(pollsAfter(60_000)).toBe(0);
});

test('a socket that is down for a second is made up for, then every 5 s', () => {
  connection.happened('wanted');
  expect(pollsAfter(999)).toBe(0);
  expect(pollsAfter(1)).toBe(1);
  expect(pollsAfter(4_999)).toBe(1);
  expect(pollsAfter(10_001)).toBe(4);
});

test('a socket that comes back ends it at once, and going down begins it again', () => {
  connection.happened('opened');
  connection.happened('lost');
  expect(pollsAfter(1_000)).toBe(1);
  connection.happened('opened');
  expect(pollsAfter(60_000)).toBe(1);
  connection.happened('lost');
  expect(pollsAfter(1_000)).toBe(2);
});

test('nobody polls after the end', () => {
  connection.happened('wanted');
  stop();
  expect(pollsAfter(60_000)).toBe(0);
});
