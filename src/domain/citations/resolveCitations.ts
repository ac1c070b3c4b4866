import { sentencesOf } from '#domain/answering/sentences.ts';
import { coverage, termsOf, weighTerms } from '#domain/answering/termWeights.ts';
import { verifyQuote } from '#domain/citations/verifyQuote.ts';

export type CitedPassage = { text: string; page_from: number; page_to: number };

/** What stands on each page that a passage covers. */
export type PageText = { page: number; text: string };

/** A citation whose quote stands on its page; `passage` is the passage's number in what the model was given. */
export type ResolvedCitation = { n: number; passage: number; page: number; quote: string };

const marker = /\[(\d{1,3}(?:\s*,\s*\d{1,3})*)\]/g;

/** A quote is what a reader looks for on the page, not the page. */
const maxQuoteLength = 400;

/**
 * Checks an answer's `[n]` against the pages. A marker stays only when its passage exists and words of it
 * that support the sentence are found on a page of it, word for word; markers are numbered anew from 1 in
 * order of appearance, and none is left that refers to nothing.
 */
export function resolveCitations(
  answer: string,
  passages: readonly CitedPassage[],
  pagesOf: (passage: number) => readonly PageText[],
): { content: string; citations: ResolvedCitation[] } {
  const citations: ResolvedCitation[] = [];
  const resolve = (passage: number, claim: string): number | null => {
    const known = citations.find((citation) => citation.passage === passage);
    if (known) return known.n;
    const cited = passages[passage - 1];
    const found = cited && findQuote(claim, cited, pagesOf(passage));
    if (!found) return null;
    citations.push({ n: citations.length + 1, passage, ...found });
    return citations.length;
  };
  const content = answer.replaceAll(marker, (_marker, list: string, at: number) => {
    const claim = claimBefore(answer, at);
    const numbers = list.split(',').map((number) => resolve(Number(number), claim));
    return numbers.map((n) => (n === null ? '' : `[${n}]`)).join('');
  });
  return { content: content.replaceAll(/[ \t]+(?=[.,;:!?。]|$)/gm, ''), citations };
}

/** The sentence that a marker ends. */
function claimBefore(answer: string, at: number): string {
  const before = answer.slice(0, at).replaceAll(marker, '');
  return sentencesOf(before).at(-1) ?? before;
}

/** The passage's sentence that shares most with the claim and stands on one of the pages. */
function findQuote(
  claim: string,
  passage: CitedPassage,
  pages: readonly PageText[],
): { page: number; quote: string } | null {
  const wanted = termsOf(claim);
  const candidates = sentencesOf(passage.text).map((text) => ({ text, terms: termsOf(text) }));
  const weigh = weighTerms(candidates.map(({ terms }) => terms));
  const ranked = candidates
    .map((candidate) => ({ ...candidate, support: coverage(wanted, candidate.terms, weigh) }))
    .toSorted((one, other) => other.support - one.support);
  for (const { text } of ranked)
    for (const { page, text: pageText } of pages) {
      const quote = verifyQuote(pageText, shorten(text));
      if (quote) return { page, quote };
    }
  return null;
}

function shorten(text: string): string {
  if (text.length <= maxQuoteLength) return text;
  const cut = text.slice(0, maxQuoteLength);
  const lastSpace = cut.lastIndexOf(' ');
  return (lastSpace > maxQuoteLength / 2 ? cut.slice(0, lastSpace) : cut).toWellFormed();
}
