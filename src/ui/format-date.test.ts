import { expect, test } from 'vitest';
import { formatDate, formatDay } from '#ui/format-date.ts';

const at = (year: number, month: number, day: number, hour = 12) =>
  new Date(year, month - 1, day, hour, 5).toISOString();
const now = new Date(2026, 4, 20, 18, 0).getTime();

test('a date is as short as it stays clear', () => {
  expect(formatDate(at(2026, 5, 20, 9), now, 'en-GB')).toBe('9:05');
  expect(formatDate(at(2026, 5, 19, 9), now, 'en-GB')).toBe('19 May');
  expect(formatDate(at(2025, 12, 31), now, 'en-GB')).toBe('31 Dec 2025');
});

test('a day is named by its distance while that is clearer', () => {
  expect(formatDay(at(2026, 5, 20, 0), now, 'en-GB')).toBe('Today');
  expect(formatDay(at(2026, 5, 19, 23), now, 'en-GB')).toBe('Yesterday');
  expect(formatDay(at(2026, 5, 18), now, 'en-GB')).toBe('Monday 18 May');
  expect(formatDay(at(2024, 5, 18), now, 'en-GB')).toBe('Saturday, 18 May 2024');
});
