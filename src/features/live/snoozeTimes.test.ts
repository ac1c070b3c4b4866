import { expect, test } from 'vitest';
import { snoozeUntil } from '#features/live/snoozeTimes.ts';

const monday = new Date(2026, 10, 23, 14, 30);

test('an hour is an hour', () => {
  expect(snoozeUntil('hour', monday)).toEqual(new Date(2026, 10, 23, 15, 30));
});

test('tomorrow is the next morning, also over the end of a year', () => {
  expect(snoozeUntil('tomorrow', monday)).toEqual(new Date(2026, 10, 24, 9));
  expect(snoozeUntil('tomorrow', new Date(2026, 11, 31, 23))).toEqual(new Date(2027, 0, 1, 9));
});

test('next week is the Monday that comes, never today', () => {
  expect(snoozeUntil('week', monday)).toEqual(new Date(2026, 10, 30, 9));
  expect(snoozeUntil('week', new Date(2026, 10, 29, 8))).toEqual(new Date(2026, 10, 30, 9));
  expect(snoozeUntil('week', new Date(2026, 10, 28, 8))).toEqual(new Date(2026, 10, 30, 9));
});
