import { expect, test } from 'vitest';
import { fuseRankings } from '#domain/retrieval/fuseRankings.ts';

const ranking = (...keys: string[]) => keys.map((key, index) => ({ key, score: 100 - index }));

test('what both rankings hold comes before what one of them holds', () => {
  const fused = fuseRankings([ranking('a', 'b', 'c'), ranking('d', 'c', 'e')]);
  expect(fused.map(({ key }) => key)).toEqual(['c', 'a', 'd', 'b', 'e']);
  expect(fused[0]?.score).toBeCloseTo(1 / 63 + 1 / 62);
});

test('scores of the rankings do not matter, and one alone keeps its order', () => {
  const alone = [
    { key: 'x', score: -5 },
    { key: 'y', score: -900 },
  ];
  expect(fuseRankings([alone, []]).map(({ key }) => key)).toEqual(['x', 'y']);
  expect(fuseRankings([])).toEqual([]);
});
