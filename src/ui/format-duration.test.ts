import { expect, test } from 'vitest';
import { formatDuration } from '#ui/format-duration.ts';

test('a time is told in the largest unit of which it has one', () => {
  expect(formatDuration(0.4, 'en')).toBe('0 ms');
  expect(formatDuration(999, 'en')).toBe('999 ms');
  expect(formatDuration(1_234, 'en')).toBe('1.2 sec');
  expect(formatDuration(42_700, 'en')).toBe('43 sec');
  expect(formatDuration(90_000, 'en')).toBe('1.5 min');
  expect(formatDuration(26 * 3_600_000, 'en')).toBe('1.1 days');
});

test('in the language of the reader', () => {
  expect(formatDuration(1_234, 'vi')).toBe('1,2 giây');
});
