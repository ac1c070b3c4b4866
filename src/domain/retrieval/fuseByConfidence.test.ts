import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fuseByConfidence } from '#domain/retrieval/fuseByConfidence.ts';

/** 100 hits `k0`, `k1` … of which the first stand out. */
const ranking = (name: string, best: number[]) =>
  Array.from({ length: 100 }, (_, index) => ({
    key: `${name}${index}`,
    score: best[index] ?? -Math.log((index + 1) / 101),
  }));
/** Words of a question of which all stands in the workspace. */
const allKnown = <Key>(hits: { key: Key; score: number }[]) => ({ ranking: hits, known: 1 });
/** Vectors of a model that is believed. */
const believed = <Key>(hits: { key: Key; score: number }[]) => ({ ranking: hits, trust: 1 });
const keysOf = (fused: { key: string }[], count: number) =>
  fused.slice(0, count).map(({ key }) => key);

test('a ranking that knows nothing leaves the other’s best hits where they are', () => {
  const sure = ranking('sure', [40, 30]);
  const noise = ranking('noise', []);
  expect(keysOf(fuseByConfidence(allKnown(sure), believed(noise)), 2)).toEqual(['sure0', 'sure1']);
  expect(keysOf(fuseByConfidence(allKnown(noise), believed(sure)), 2)).toEqual(['sure0', 'sure1']);
});

test('where neither knows anything, words come first', () => {
  const fused = fuseByConfidence(allKnown(ranking('word', [])), believed(ranking('vector', [])));
  expect(keysOf(fused, 2)).toEqual(['word0', 'word1']);
});

test('what both are sure of comes before what one of them is', () => {
  const one = [{ key: 'both', score: 29 }, ...ranking('one', [30])].toSorted(
    (a, b) => b.score - a.score,
  );
  const other = [{ key: 'both', score: 29 }, ...ranking('other', [30])].toSorted(
    (a, b) => b.score - a.score,
  );
  expect(keysOf(fuseByConfidence(allKnown(one), believed(other)), 1)).toEqual(['both']);
});

test('the only chunk that holds the word asked for comes before vectors that know nothing', () => {
  const fused = fuseByConfidence(
    allKnown([{ key: 'named', score: 9 }]),
    believed(ranking('vector', [])),
  );
  expect(keysOf(fused, 1)).toEqual(['named']);
});

test('of a question of which hardly a word stands in the workspace, vectors that stand out come first', () => {
  const words = [
    { key: 'name', score: 9 },
    { key: 'number', score: 3 },
  ];
  const vectors = ranking('vector', [12]);
  expect(keysOf(fuseByConfidence({ ranking: words, known: 0.2 }, believed(vectors)), 1)).toEqual([
    'vector0',
  ]);
});

test('vectors of a model that is not believed change nothing, however sure they look', () => {
  const words = ranking('word', [12, 11]);
  const fused = fuseByConfidence(
    { ranking: words, known: 0.2 },
    { ranking: ranking('vector', [40, 30]), trust: 0 },
  );
  expect(fused).toEqual(words);
});

test('one alone keeps its order, and every hit is there once (property)', () => {
  const scores = fc.array(fc.double({ min: 0, max: 50, noNaN: true }), { maxLength: 120 });
  fc.assert(
    fc.property(scores, scores, (one, other) => {
      const rank = (list: number[]) =>
        list.toSorted((a, b) => b - a).map((score, index) => ({ key: index, score }));
      const [words, vectors] = [rank(one), rank(other)];
      const alone = (fused: { key: number }[]) => fused.map(({ key }) => key);
      expect(alone(fuseByConfidence(allKnown(words), believed<number>([])))).toEqual(
        words.map(({ key }) => key),
      );
      expect(alone(fuseByConfidence({ ranking: [], known: 0 }, believed(vectors)))).toEqual(
        vectors.map(({ key }) => key),
      );
      expect(fuseByConfidence(allKnown(words), believed(vectors))).toHaveLength(
        Math.max(one.length, other.length),
      );
    }),
  );
});
