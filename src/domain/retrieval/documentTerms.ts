import { saturatedFrequency } from '#domain/retrieval/bm25.ts';
import { markerOf, termTraits } from '#domain/retrieval/termKinds.ts';
import { tokenize } from '#domain/retrieval/tokenize.ts';

/** What is kept of a text to find it by. */
export type DocumentTerms = {
  /** Each distinct term, markers too, with BM25's saturated frequency. */
  weights: Map<string, number>;
  /** Its length, comparable between scripts. */
  words: number;
};

/** What a chunk is found by, by its words and by its meaning: the file's name and its headings count as part of it. */
export function searchedText(
  fileName: string,
  { heading_path, text }: { heading_path: readonly string[]; text: string },
): string {
  return [titleOf(fileName), ...heading_path, text].filter((part) => part !== '').join('\n');
}

/** The terms of a chunk, by its `searchedText`. */
export function documentTerms(text: string): DocumentTerms {
  const counts = new Map<string, number>();
  let words = 0;
  tokenize(text, (term, kind) => {
    if (kind === 'plainPair') return;
    counts.set(term, (counts.get(term) ?? 0) + 1);
    counts.set(markerOf(kind), 1);
    words += termTraits[kind].words;
  });
  const weights = new Map<string, number>();
  for (const [term, count] of counts) weights.set(term, saturatedFrequency(count, words));
  return { weights, words: Math.round(words) };
}

/** A file's name as words: `Q3_annualReport.final.pdf` → `Q3 annual Report final`. */
export function titleOf(fileName: string): string {
  return fileName
    .replace(/(?<=.)\.\p{L}[\p{L}\p{N}]{0,4}$/u, '')
    .replaceAll(/[._+-]+/g, ' ')
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .trim();
}
