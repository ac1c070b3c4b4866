import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Heartbeat } from '#client/heartbeat.ts';
import { heartbeatTimes } from '#client/links.ts';

let asked: number;
let silences: number;
let heartbeat: Heartbeat;
beforeEach(() => {
  vi.useFakeTimers();
  [asked, silences] = [0, 0];
  heartbeat = new Heartbeat(heartbeatTimes, {
    ask: () => (asked += 1),
    onSilence: () => (silences += 1),
  });
  heartbeat.heard();
});
afterEach(() => {
  vi.useRealTimers();
});

const after = (ms: number) => {
  vi.advanceTimersByTime(ms);
  return { asked, silences };
};

test('a quiet socket is asked after 30 s, and one that does not answer is noticed within 40 s', () => {
  expect(after(29_999)).toEqual({ asked: 0, silences: 0 });
  expect(after(1)).toEqual({ asked: 1, silences: 0 });
  expect(after(10_000)).toEqual({ asked: 1, silences: 1 });
  expect(after(600_000)).toEqual({ asked: 1, silences: 1 });
});

test('any word counts: a busy socket is never asked, an answer ends the doubt', () => {
  for (let second = 0; second < 300; second += 10) {
    after(10_000);
    heartbeat.heard();
  }
  expect(asked).toBe(0);
  after(30_000);
  heartbeat.heard();
  expect(after(29_999)).toEqual({ asked: 1, silences: 0 });
});

test('a doubt asks at once, and once', () => {
  after(20_000);
  heartbeat.check();
  heartbeat.check();
  expect(after(0).asked).toBe(1);
  expect(after(5_000)).toEqual({ asked: 1, silences: 1 });
});

test('nothing is left of a heartbeat that was stopped', () => {
  heartbeat.check();
  heartbeat.stop();
  expect(vi.getTimerCount()).toBe(0);
});
