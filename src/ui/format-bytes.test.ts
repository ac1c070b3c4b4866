import { expect, test } from 'vitest';
import { formatBytes } from '#ui/format-bytes.ts';

test('a size is told in the largest unit in which it is at least 1', () => {
  expect(formatBytes(0, 'en')).toBe('0 bytes');
  expect(formatBytes(1, 'en')).toBe('1 byte');
  expect(formatBytes(999, 'en')).toBe('999 bytes');
  expect(formatBytes(1_000, 'en')).toBe('1 kB');
  expect(formatBytes(1_536, 'en')).toBe('1.5 kB');
  expect(formatBytes(999_499, 'en')).toBe('999 kB');
  expect(formatBytes(999_500, 'en')).toBe('1 MB');
  expect(formatBytes(12_345_678, 'en')).toBe('12 MB');
  expect(formatBytes(5_000_000_000_000, 'en')).toBe('5,000 GB');
});

test('in the language of the reader', () => {
  expect(formatBytes(1_536, 'de')).toBe('1,5 kB');
});
