import { expect, test } from 'vitest';
import { isOlder } from '#db/vectorIndex.ts';

test.each([
  ['0.8', true],
  ['0.8.5', true],
  ['0.7.10', true],
  ['0.8.6', false],
  ['0.8.10', false],
  ['0.10.0', false],
  ['1.0', false],
])('whether %s is older than 0.8.6: %s', (version, expected) => {
  expect(isOlder(version, '0.8.6')).toBe(expected);
});
