import { maxQuoteLength, quotableSentences } from '#domain/answering/quotableSentences.ts';
import {
  contentTerms,
  coverage,
  hasFewWords,
  indexTerms,
  sharesLanguage,
  type TermIndex,
  type Terms,
  weighTerms,
} from '#domain/answering/terms.ts';
import { verifyQuote } from '#domain/citations/verifyQuote.ts';
import type { ComparableText } from '#shared/comparableText.ts';

/** A page that a passage covers. */
export type CitedPage = { page: number; quotable: ComparableText };

/** What a citation is to support, from the answer, and what was asked. */
export type Claim = { text: string; question: string };

/** Words that stand on a page, word for word, and how much of the claim they support: 0…1. */
export type FoundQuote = { page: number; quote: string; support: number };

/** A second sentence must support at least this much more than the first alone. */
const pairCost = 0.15;

/** Sentences that support less than this share of the most are not quoted for it. */
const minShareOfBest = 0.5;

/**
 * A claim in the passage's own language that its best sentence supports less is about something else. Of XQuAD's
 * questions with their answers 0.6 % or less are lost that way; of the same by another paragraph of the article 41
 * to 58 % are told: the others are in a language that few of their words tell.
 */
const leastSupport = 0.1;

/** Below this a sentence is probably a heading, which quotes badly where nothing tells sentences apart. */
const shortLength = 40;

/** How much the question's words count beside the claim's: "Yes [1]." */
const questionShare = 0.2;

/**
 * The passage's sentence, or two in a row, that best support the claim and stand on one of the pages. Null where
 * none does, or the passage surely says nothing of the claim.
 */
export function findQuote(
  claim: Claim,
  passage: string,
  pages: readonly CitedPage[],
): FoundQuote | null {
  const candidates = candidatesOf(passage);
  const support = supportOf(
    claim,
    candidates.map(({ index }) => index),
  );
  const ranked = candidates
    .map(({ text, index, cost }) => ({ text, support: support(index), cost }))
    .toSorted(
      (one, other) =>
        other.support - other.cost - (one.support - one.cost) || isShort(one) - isShort(other),
    );
  if (isForeign(claim.text, passage, candidates)) return null;
  const least = (ranked[0]?.support ?? 0) * minShareOfBest;
  for (const { text, support: share } of ranked) {
    if (share < least) continue;
    for (const { page, quotable } of pages) {
      const quote = verifyQuote(quotable, text);
      if (quote !== null) return { page, quote, support: share };
    }
  }
  return null;
}

/** Whether a passage in its own language says nothing of a claim, whatever it says of the question. */
function isForeign(text: string, passage: string, candidates: readonly Candidate[]): boolean {
  if (hasFewWords(text) || !sharesLanguage(text, indexTerms(passage))) return false;
  const indexes = candidates.map(({ index }) => index);
  const support = supportOf({ text, question: '' }, indexes);
  return indexes.every((index) => support(index) < leastSupport);
}

const isShort = ({ text }: { text: string }) => Number(text.length < shortLength);

/** How much of the claim a text of the passage supports: 0…1. */
export function supportOf(claim: Claim, texts: readonly TermIndex[]): (text: TermIndex) => number {
  const weights = weighTerms(claimTerms(claim), texts);
  return (text) => coverage(weights, text);
}

function claimTerms({ text, question }: Claim): Terms {
  const asked = Array.from(
    contentTerms(question),
    ([term, share]) => [term, share * questionShare] as const,
  );
  return new Map([...asked, ...contentTerms(text)]);
}

type Candidate = { text: string; index: TermIndex; cost: number };

function candidatesOf(passage: string): Candidate[] {
  const sentences = placesOf(passage);
  return sentences.flatMap(({ start, end }, position) => {
    const single = candidate(passage.slice(start, end), 0);
    const next = sentences[position + 1];
    if (!next || next.end - start > maxQuoteLength) return [single];
    return [single, candidate(passage.slice(start, next.end), pairCost)];
  });
}

function candidate(text: string, cost: number): Candidate {
  return { text, index: indexTerms(text), cost };
}

/** Where each sentence stands. */
function placesOf(passage: string): { start: number; end: number }[] {
  let end = 0;
  return quotableSentences(passage).map((sentence) => {
    const start = passage.indexOf(sentence, end);
    end = start + sentence.length;
    return { start, end };
  });
}
