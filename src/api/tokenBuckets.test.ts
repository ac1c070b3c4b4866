import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TokenBuckets } from '#api/tokenBuckets.ts';

test('a burst passes, then one in each interval', () => {
  let nowMs = 0;
  const buckets = new TokenBuckets({ burst: 3, perSecond: 2 }, () => nowMs);
  expect([1, 2, 3, 4].map(() => buckets.take('ann'))).toEqual([0, 0, 0, 500]);
  nowMs = 250;
  expect(buckets.take('ann')).toBe(250);
  nowMs = 500;
  expect([buckets.take('ann'), buckets.take('ann')]).toEqual([0, 500]);
});

test('keys have buckets of their own', () => {
  const buckets = new TokenBuckets({ burst: 1, perSecond: 1 }, () => 0);
  expect([buckets.take('ann'), buckets.take('ann'), buckets.take('ben')]).toEqual([0, 1_000, 0]);
});

test('never more than the burst and the rate allow, in any stretch of time (property)', () => {
  const waits = fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(waits, fc.integer({ min: 1, max: 20 }), (gaps, burst) => {
      let nowMs = 0;
      const buckets = new TokenBuckets({ burst, perSecond: 3 }, () => nowMs);
      const taken: number[] = [];
      for (const gap of gaps) {
        nowMs += gap;
        if (buckets.take('ann') === 0) taken.push(nowMs);
      }
      const excess = taken.flatMap((from, first) =>
        taken.slice(first).map((to, more) => more + 1 - burst - ((to - from) / 1_000) * 3),
      );
      expect(Math.max(...excess, 0)).toBeLessThan(1e-6);
    }),
  );
});
