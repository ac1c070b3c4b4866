import { quotableSentences } from '#domain/answering/quotableSentences.ts';

/**
 * Known-item search, which judges an embedding model without judgments: a passage is looked for by one of its
 * own sentences. A model of any use finds it; one that knows nothing, or a server that answers by another model
 * than it says, does not. What is measured is the mean reciprocal rank, 0…1.
 */

/** Passages looked for; fewer say little. */
export const knownItemSample = 64;
/** Of each ranking; a passage that comes later counts as not found. */
export const knownItemDepth = 10;
/** Of so few passages even chance finds some. */
export const knownItemCorpus = 100;

/** What chance gives among `knownItemCorpus` passages is 0.05. */
const worthless = 0.1;
/** From here on a model is of full use beside words. */
export const trustworthy = 0.4;

/** The sentence by which a passage is looked for: its middle one. Null where it has none. */
export function knownItemQuery(text: string): string | null {
  const sentences = quotableSentences(text);
  return sentences[Math.floor(sentences.length / 2)] ?? null;
}

/** @param ranks from 1; null where the passage was not found */
export function meanReciprocalRank(ranks: readonly (number | null)[]): number {
  return (
    ranks.reduce<number>((sum, rank) => sum + (rank === null ? 0 : 1 / rank), 0) / ranks.length
  );
}

/** How far a model's rankings are believed, 0…1; one that was not measured is. */
export function trustOf(mrr: number | null): number {
  if (mrr === null) return 1;
  return Math.min(1, Math.max(0, (mrr - worthless) / (trustworthy - worthless)));
}
