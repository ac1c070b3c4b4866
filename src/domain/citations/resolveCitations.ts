import { sentencesOf } from '#domain/answering/sentences.ts';
import { contentTerms, indexTerms } from '#domain/answering/terms.ts';
import {
  type CitedPage,
  type Claim,
  findQuote,
  type FoundQuote,
  supportOf,
} from '#domain/citations/findQuote.ts';

/** A passage that the answer was written from, and the pages it covers. */
export type CitedPassage = { text: string; pages: readonly CitedPage[] };

/** `passage` is the passage's number, from 1, in what the answer was written from. */
export type ResolvedCitation = { n: number; passage: number; page: number; quote: string };

export type WrittenAnswer = {
  text: string;
  question: string;
  passages: readonly CitedPassage[];
};

export type ResolvedAnswer = { content: string; citations: ResolvedCitation[] };

/** `[1]`, `[1, 2]`, and the ways in which some models write them: `【1】`, `[^1]`, in backticks. */
const marker = /`?[[【]\s*(\^?\d+(?:\s*[,;、]\s*\^?\d+)*)\s*[\]】]`?/g;
const markerAtStart = /^\S+/;
const placed = /\[\d+\]/g;
const lastPlaced = /(?:\s*\[\d+\])+\s*$/;
const code = /(```[\s\S]*?(?:```|$)|`(?!\s*[[【][\s\d,;、^]*[\]】]`)[^`\n]+`)/;

/**
 * Checks an answer's `[n]` against the pages. One stays only when its passage exists and words of it that
 * support the statement stand on one of its pages, word for word. Each stands for one quote; they are
 * numbered from 1 in order of appearance, and none is left that refers to nothing. Brackets in code mean
 * what they say.
 */
export function resolveCitations({ text, question, passages }: WrittenAnswer): ResolvedAnswer {
  const citations: ResolvedCitation[] = [];
  const resolve = (passage: number, claim: Claim): number | null => {
    const cited = passages[passage - 1];
    const found = cited && findQuote(claim, cited.text, cited.pages);
    if (!found) return null;
    const known = citations.find(
      (citation) => citation.passage === passage && saysAsMuch(citation.quote, found, claim),
    );
    if (known) return known.n;
    const { page, quote } = found;
    citations.push({ n: citations.length + 1, passage, page, quote });
    return citations.length;
  };
  let content = '';
  for (const [index, part] of text.split(code).entries()) {
    const isCode = index % 2 === 1;
    content += isCode ? part : resolveMarkers(part, { before: content, question, resolve });
  }
  return { content: content.trim(), citations };
}

/** A quote that supports the claim nearly as well is not worth a number of its own. */
const enoughSupport = 0.8;

function saysAsMuch(quote: string, found: FoundQuote, claim: Claim): boolean {
  if (quote === found.quote) return true;
  const [known, best] = [indexTerms(quote), indexTerms(found.quote)];
  const support = supportOf(claim, [known, best]);
  return support(known) >= enoughSupport * support(best);
}

type Resolving = {
  /** The answer before this part. */
  before: string;
  question: string;
  resolve: (passage: number, claim: Claim) => number | null;
};

function resolveMarkers(part: string, { before, question, resolve }: Resolving): string {
  let text = part;
  let settled = 0;
  for (;;) {
    marker.lastIndex = settled;
    const match = marker.exec(text);
    if (!match) return text;
    const claim = { text: claimAt(before + text, before.length + match.index), question };
    const numbers = (match[1] ?? '').match(/\d+/g) ?? [];
    const resolved = new Set(numbers.map((number) => resolve(Number(number), claim)));
    const kept = [...resolved].flatMap((n) => (n === null ? [] : [`[${n}]`])).join('');
    const head = text.slice(0, match.index);
    const tail = text.slice(match.index + match[0].length);
    if (kept !== '') {
      text = head + kept + tail;
      settled = match.index + kept.length;
    } else {
      const shorter = head.replace(/[ \t]+$/, '');
      text = shorter + (/(^|\n)$/.test(before + shorter) ? tail.replace(/^[ \t]+/, '') : tail);
      // What stood around it may now make a marker: `[1[9]2]`.
      settled = Math.max(settled, shorter.search(/`?[[【][^\]】]*$/));
    }
  }
}

/** Statements are not longer. */
const claimWindow = 1_000;

/** What a marker stands for: the sentence before it, or the part since another marker; else the one after. */
function claimAt(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - claimWindow), at).replace(lastPlaced, '');
  const sentence = sentencesOf(before).at(-1) ?? '';
  const sincePlaced = sentence.split(placed).at(-1) ?? '';
  if (contentTerms(sincePlaced).size > 0) return sincePlaced;
  if (/(^|\n)\s*$/.test(before)) {
    const after = text.slice(at, at + claimWindow).replace(markerAtStart, ' ');
    return sentencesOf(after)[0] ?? '';
  }
  return sentence.replaceAll(placed, ' ');
}
