import { tokenize } from '#domain/retrieval/tokenize.ts';

/** Exact forms stand beside a normal form, which is enough to compare sentences by. */
const exactForms = new Set(['inflected', 'accented', 'segment', 'character']);

/** What a text is about: its distinct terms in their normal form. */
export function termsOf(text: string): Set<string> {
  const terms = new Set<string>();
  tokenize(text, (term, kind) => {
    if (!exactForms.has(kind)) terms.add(term);
  });
  return terms;
}

/**
 * How much a term tells, from how few of `texts` hold it (inverse document frequency): words that stand
 * everywhere weigh next to nothing, in any language and without a list of them.
 */
export function weighTerms(texts: readonly Set<string>[]): (term: string) => number {
  const counts = new Map<string, number>();
  for (const terms of texts)
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return (term) => {
    const count = counts.get(term) ?? 0;
    return Math.log(1 + (texts.length - count + 0.5) / (count + 0.5));
  };
}

/** The weight of the question's terms that a text holds, as a share of all of the question's: 0…1. */
export function coverage(
  question: Set<string>,
  text: Set<string>,
  weigh: (term: string) => number,
): number {
  let total = 0;
  let held = 0;
  for (const term of question) {
    const weight = weigh(term);
    total += weight;
    if (text.has(term)) held += weight;
  }
  return total === 0 ? 0 : held / total;
}
