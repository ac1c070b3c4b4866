import { testVectors } from '#services/search/testVectors.ts';
import type { Collection } from './collections.ts';

/** Vectors that stand for a model's, without one: the same in each run. */
export type Embedding = {
  name: string;
  embedDocument: (text: string, place: number) => number[];
  embedQuery: (text: string, relevant: ReadonlySet<number>) => number[];
};

const dimension = 256;

/**
 * From vectors that know the judgments, the less the more noise there is in a question's, over those that
 * know letters and words only, to some that know nothing.
 */
export function scriptedEmbeddings(collection: Collection): Embedding[] {
  const texts = collection.documents.map(({ text }) => text);
  return [
    ...[1, 3, 4, 6, 9].map(judging),
    projecting('four letters', texts, fourLetters),
    projecting('whole words', texts, wholeWords),
    guessing(),
  ];
}

/** A question's vector is its document's, and `noise` times as much that has nothing to do with it. */
function judging(noise: number): Embedding {
  const { toUnit, random } = testVectors(noise);
  const vectors = new Map<number, number[]>();
  const ofPlace = (place: number) => {
    const vector = vectors.get(place) ?? gaussian(random);
    vectors.set(place, vector);
    return vector;
  };
  return {
    name: `judge, noise ${noise}`,
    // Chunks of a document are near each other.
    embedDocument: (_text, place) => mix(ofPlace(place), gaussian(random), 0.2),
    embedQuery: (_text, relevant) => {
      const [place] = relevant;
      return place === undefined
        ? toUnit(gaussian(random))
        : mix(ofPlace(place), gaussian(random), noise);
    },
  };
}

function guessing(): Embedding {
  const { random, toUnit } = testVectors(5);
  const guess = () => toUnit(gaussian(random));
  return { name: 'guess', embedDocument: guess, embedQuery: guess };
}

type Features = (text: string) => Map<string, number>;

/** A random projection of tf-idf. */
function projecting(name: string, texts: string[], features: Features): Embedding {
  const { toUnit, random } = testVectors(3);
  const holding = new Map<string, number>();
  for (const text of texts)
    for (const feature of features(text).keys())
      holding.set(feature, (holding.get(feature) ?? 0) + 1);
  const axes = new Map<string, number[]>();
  const embed = (text: string) => {
    const sum = Array<number>(dimension).fill(0);
    for (const [feature, count] of features(text)) {
      const axis = axes.get(feature) ?? gaussian(random);
      axes.set(feature, axis);
      const rarity = Math.log((texts.length + 1) / ((holding.get(feature) ?? 0) + 0.5));
      for (const [index, value] of axis.entries())
        sum[index] = (sum[index] ?? 0) + value * rarity * (1 + Math.log(count));
    }
    return toUnit(sum);
  };
  return { name, embedDocument: embed, embedQuery: embed };
}

function fourLetters(text: string): Map<string, number> {
  const clean = ` ${text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `;
  return occurrences(
    Array.from({ length: Math.max(0, clean.length - 3) }, (_, at) => clean.slice(at, at + 4)),
  );
}

function wholeWords(text: string): Map<string, number> {
  return occurrences(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

function occurrences(features: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  return counts;
}

function mix(one: number[], other: number[], share: number): number[] {
  const { toUnit } = testVectors(0);
  const [a, b] = [toUnit(one), toUnit(other)];
  return toUnit(a.map((value, index) => value + share * (b[index] ?? 0)));
}

/** Normally distributed (Box and Muller). */
function gaussian(random: () => number): number[] {
  return Array.from(
    { length: dimension },
    () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
  );
}
