import { expect, test } from 'vitest';
import { hitsOf, meanOf, measure } from './metrics.ts';

test('a perfect ranking has all of each measure, an empty one nothing', () => {
  expect(measure([true, true], 2)).toEqual({ ndcg10: 1, recall100: 1, map: 1 });
  expect(measure([], 2)).toEqual({ ndcg10: 0, recall100: 0, map: 0 });
  expect(measure([], 0)).toEqual({ ndcg10: 0, recall100: 0, map: 0 });
});

test('what stands lower counts less', () => {
  const { ndcg10, recall100, map } = measure([false, true, false, true], 3);
  const ideal = 1 + 1 / Math.log2(3) + 1 / 2;
  expect(ndcg10).toBeCloseTo((1 / Math.log2(3) + 1 / Math.log2(5)) / ideal);
  expect(recall100).toBeCloseTo(2 / 3);
  expect(map).toBeCloseTo((1 / 2 + 2 / 4) / 3);
});

test('each measure looks as far down as its name says', () => {
  const at = (place: number) =>
    measure(
      Array.from({ length: 200 }, (_, rank) => rank === place - 1),
      1,
    );
  expect(at(10).ndcg10).toBeGreaterThan(0);
  expect(at(11).ndcg10).toBe(0);
  expect(at(100).recall100).toBe(1);
  expect(at(101).recall100).toBe(0);
  expect(at(101).map).toBeCloseTo(1 / 101);
});

test('means are over queries', () => {
  expect(meanOf([measure([true], 1), measure([], 1)])).toEqual({
    ndcg10: 0.5,
    recall100: 0.5,
    map: 0.5,
  });
});

test('a result that covers several pages is right by any of them, and each page counts once', () => {
  const wanted = new Set(['b', 'd', 'e']);
  expect(hitsOf([['a', 'b'], ['b', 'c'], ['b'], ['d', 'e']], wanted)).toEqual([
    true,
    false,
    true,
    true,
  ]);
});
