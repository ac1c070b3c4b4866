/** A page's text, prepared for finding quotes in it. */
export type QuotablePage = Comparable & { source: string };

type Comparable = {
  /** What is left when only the words and their punctuation count. */
  text: string;
  /** For each UTF-16 unit of `text`, where the character that it comes from starts and ends in the source. */
  starts: number[];
  ends: number[];
};

/** A character with the marks that belong to it, which may also stand alone. */
const character = /\P{M}\p{M}*|\p{M}+/gu;

export function quotablePage(source: string): QuotablePage {
  return { source, ...toComparable(source) };
}

/**
 * The page's own words for a quote, as they stand there: found whatever the white space, case, quotation
 * marks, dashes, hyphens at line ends and forms of Unicode. Null when the page does not say it.
 */
export function verifyQuote({ source, text, starts, ends }: QuotablePage, quote: string) {
  const wanted = toComparable(quote).text;
  if (wanted === '') return null;
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
    const start = starts[at] ?? 0;
    const end = ends[at + wanted.length - 1] ?? source.length;
    if (!cutsWord(source, start) && !cutsWord(source, end)) return source.slice(start, end);
  }
  return null;
}

function toComparable(source: string): Comparable {
  let text = '';
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { 0: letter, index } of source.matchAll(character)) {
    const form = comparableForm(letter);
    text += form;
    for (let unit = 0; unit < form.length; unit += 1) {
      starts.push(index);
      ends.push(index + letter.length);
    }
  }
  return { text, starts, ends };
}

/** Empty for what may be there or not: white space, hyphens and dashes, and what cannot be seen. */
function comparableForm(letter: string): string {
  return letter
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{Pd}\p{Cf}−]/gu, '')
    .replaceAll(/[‘’‚‛‹›]/g, "'")
    .replaceAll(/[“”„‟«»]/g, '"');
}

const letterBefore = /[\p{L}\p{N}]\p{M}*$/u;
const letterAfter = /^[\p{L}\p{N}]/u;
const unspacedBefore =
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]\p{M}*$/u;

/** Whether `at` is inside a word, in a script that has spaces between words. */
function cutsWord(source: string, at: number): boolean {
  const before = source.slice(Math.max(0, at - 8), at);
  const after = source.slice(at, at + 2);
  return letterBefore.test(before) && letterAfter.test(after) && !unspacedBefore.test(before);
}
