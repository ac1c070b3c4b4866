/** From where to where, in UTF-16 units. */
export type TextRange = { start: number; end: number };

/** A text, prepared for finding words in it however they are set. */
export type ComparableText = {
  source: string;
  /** What is left when only the words and their punctuation count. */
  text: string;
  /** For each UTF-16 unit of `text`, where the character that it comes from starts and ends in the source. */
  starts: number[];
  ends: number[];
};

/** A character with the marks that belong to it, which may also stand alone. */
const character = /\P{M}\p{M}*|\p{M}+/gu;

export function comparableText(source: string): ComparableText {
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
  return { source, text, starts, ends };
}

/**
 * Where the source says `words`: found whatever the white space, case, quotation marks, dashes, hyphens at line
 * ends and forms of Unicode, but never from or to the middle of a word. Null when it does not say them.
 */
export function findWords(page: ComparableText, words: string): TextRange | null {
  const wanted = comparableText(words).text;
  if (wanted === '') return null;
  const { source, text } = page;
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
    const { start, end } = sourceRange(page, at, wanted.length);
    if (!cutsWord(source, start) && !cutsWord(source, end)) return { start, end };
  }
  return null;
}

/** What a part of the comparable text, which is not empty, comes from. */
export function sourceRange(
  { source, starts, ends }: ComparableText,
  at: number,
  length: number,
): TextRange {
  return { start: starts[at] ?? 0, end: ends[at + length - 1] ?? source.length };
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
export function cutsWord(source: string, at: number): boolean {
  const before = source.slice(Math.max(0, at - 8), at);
  const after = source.slice(at, at + 2);
  return letterBefore.test(before) && letterAfter.test(after) && !unspacedBefore.test(before);
}
