import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ReadMarker } from '#client/readMarker.ts';

let told: number[];
let isLooking: boolean;
let marker: ReadMarker;
beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  isLooking = true;
  marker = new ReadMarker(
    (seq) => told.push(seq),
    () => isLooking,
  );
});
afterEach(() => {
  marker.stop();
  vi.useRealTimers();
});

test('what comes while one reads is told together, once a second', () => {
  for (const seq of [1, 2, 3]) marker.see(seq);
  expect(told).toEqual([1]);
  vi.advanceTimersByTime(1_000);
  expect(told).toEqual([1, 3]);
  vi.advanceTimersByTime(10_000);
  expect(told).toEqual([1, 3]);
});

test('it never goes back, and nothing is told twice', () => {
  marker.see(5);
  vi.advanceTimersByTime(1_000);
  marker.see(3);
  marker.see(5);
  vi.advanceTimersByTime(1_000);
  expect(told).toEqual([5]);
});

test('a hidden tab has read nothing until it is looked at', () => {
  isLooking = false;
  marker.see(4);
  vi.advanceTimersByTime(5_000);
  expect(told).toEqual([]);
  isLooking = true;
  marker.look();
  expect(told).toEqual([4]);
});
