import { rarity } from '#domain/retrieval/bm25.ts';
import { withoutQuestionWords } from '#domain/retrieval/questionWords.ts';
import { type Marker, markerOf, termTraits } from '#domain/retrieval/termKinds.ts';
import { tokenize } from '#domain/retrieval/tokenize.ts';

/** What a query looks for: each distinct term, how much it counts, whom it is compared with, and how much of a word it is. */
export type QueryTerms = Map<string, { weight: number; marker: Marker; words: number }>;

/** A term to look up, and what its occurrences are worth. */
export type RankedTerm = { term: string; worth: number };

/** Chunks are found by the `leading` terms; the `common` ones are too many to read, and only tell those apart. */
export type RankedTerms = { leading: RankedTerm[]; common: RankedTerm[] };

/** More would only cost time: a question has a few dozen words, a page of text a thousand terms. */
const maxTerms = 1_000;

/** Chunk entries that one search may read to find its chunks: about 20 ms. */
export const maxPostings = 20_000;

/** A query's terms, at most `maxTerms`; its question words only when it has nothing else. */
export function queryTerms(query: string): QueryTerms {
  const terms = weighTerms(withoutQuestionWords(query));
  return terms.size > 0 ? terms : weighTerms(query);
}

function weighTerms(query: string): QueryTerms {
  const terms: QueryTerms = new Map();
  tokenize(query, (term, kind) => {
    const known = terms.get(term);
    if (known) known.weight += termTraits[kind].queryWeight;
    else if (terms.size < maxTerms)
      terms.set(term, {
        weight: termTraits[kind].queryWeight,
        marker: markerOf(kind),
        words: termTraits[kind].words,
      });
  });
  return terms;
}

/**
 * The terms to search by, given how many chunks hold each term and each marker: the most telling lead, as far
 * as `maxPostings` has room for their entries, and the most telling of all in any case. Words that are nearly
 * everywhere come last, so in a large corpus they are what is common.
 */
export function rankTerms(
  terms: QueryTerms,
  frequencies: ReadonlyMap<string, number>,
): RankedTerms {
  const ranked = Array.from(terms, ([term, { weight, marker }]) => {
    const holding = frequencies.get(term) ?? 0;
    return { term, holding, worth: weight * rarity(holding, frequencies.get(marker) ?? 0) };
  })
    .filter(({ holding }) => holding > 0)
    .toSorted((one, other) => other.worth - one.worth);
  const leading: RankedTerm[] = [];
  const common: RankedTerm[] = [];
  let room = maxPostings;
  for (const { term, worth, holding } of ranked) {
    const leads = leading.length === 0 || holding <= room;
    if (leads) room -= holding;
    (leads ? leading : common).push({ term, worth });
  }
  return { leading, common };
}

/**
 * How much of what the query says stands anywhere in the workspace, 0…1, rare words before common ones: little of
 * a question in another language, though its names and numbers may.
 */
export function knownShare(terms: QueryTerms, frequencies: ReadonlyMap<string, number>): number {
  const markers = Array.from(terms.values(), ({ marker }) => frequencies.get(marker) ?? 0);
  const total = Math.max(0, ...markers);
  let [known, asked] = [0, 0];
  for (const [term, { words }] of terms) {
    const holding = frequencies.get(term) ?? 0;
    const told = words * rarity(holding, total);
    asked += told;
    if (holding > 0) known += told;
  }
  return asked > 0 ? known / asked : 0;
}
