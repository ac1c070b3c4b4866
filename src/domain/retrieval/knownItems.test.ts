import { expect, test } from 'vitest';
import { knownItemQuery, meanReciprocalRank, trustOf } from '#domain/retrieval/knownItems.ts';

test('a passage is looked for by its middle sentence, in any script', () => {
  expect(knownItemQuery('One flows. Two stands. Three flies.')).toBe('Two stands.');
  expect(knownItemQuery('全职员工。每年十二天。年假。')).toBe('每年十二天。');
  expect(knownItemQuery(' \n ')).toBeNull();
});

test('the mean reciprocal rank counts what was not found as nothing', () => {
  expect(meanReciprocalRank([1, 2, null, 4])).toBeCloseTo((1 + 0.5 + 0.25) / 4);
});

test('chance is not believed, a good ranking is, and so is one that was not measured', () => {
  const harmonic = Array.from({ length: 10 }, (_, rank) => 1 / (rank + 1)).reduce((a, b) => a + b);
  expect(trustOf(harmonic / 100)).toBe(0);
  expect(trustOf(0.25)).toBeCloseTo(0.5);
  expect(trustOf(0.9)).toBe(1);
  expect(trustOf(null)).toBe(1);
});
