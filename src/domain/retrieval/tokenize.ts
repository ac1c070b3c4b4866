import { wordForms } from '#domain/retrieval/wordForms.ts';

/** Goes up with every change of what `tokenize` yields: rows of another version cannot be searched. */
export const TOKENIZER_VERSION = 1;

/** What a term stands for; a query weighs its terms by it. */
export type TermKind =
  /** A word whose exact form is its normal form. */
  | 'word'
  /** The normal form of an inflected word, and the word as it stands. */
  | 'stem'
  | 'inflected'
  /** The normal form of a word with accents, and the word as it stands. */
  | 'folded'
  | 'accented'
  /** Of a script without spaces: three characters, and a word that a dictionary found. */
  | 'trigram'
  | 'segment'
  /** Of Chinese, Japanese and Korean: two characters, and one. */
  | 'bigram'
  | 'character';

export type Visit = (term: string, kind: TermKind) => void;

/** In UTF-16 units; longer ones are cut, so that an index entry stays small. */
const MAX_WORD_LENGTH = 64;

const scripts = {
  unspaced: '\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}',
  cjk: '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}ー',
};
const other = `(?:(?![${scripts.unspaced}${scripts.cjk}])[\\p{L}\\p{M}\\p{N}])+`;
const runPattern = new RegExp(
  `([${scripts.unspaced}]+)|([${scripts.cjk}]+)|(${other}(?:['’]${other})*)`,
  'gu',
);
const han = /\p{Script=Han}/u;
const dictionary = new Intl.Segmenter('th', { granularity: 'word' });

/**
 * Cuts text of any mixture of languages into terms, each run of letters by its script; the same for
 * documents and queries. Exact forms begin with `=`, so that they never meet a normal form.
 */
export function tokenize(text: string, visit: Visit): void {
  // A soft hyphen only shows where a word may break.
  const normalized = text.normalize('NFKC').replaceAll('\u00ad', '').toLowerCase();
  for (const [, unspaced, cjk, word] of normalized.matchAll(runPattern)) {
    if (word !== undefined) visitWord(word, visit);
    else if (cjk !== undefined) visitCjk(cjk, visit);
    else if (unspaced !== undefined) visitUnspaced(unspaced, visit);
  }
}

function visitWord(word: string, visit: Visit): void {
  const { normal, exact, accented } = wordForms(
    word.slice(0, MAX_WORD_LENGTH).replaceAll('’', "'"),
  );
  if (exact === null) {
    visit(normal, 'word');
  } else {
    visit(normal, accented ? 'folded' : 'stem');
    visit(`=${exact}`, accented ? 'accented' : 'inflected');
  }
}

function visitUnspaced(run: string, visit: Visit): void {
  const characters = [...run];
  for (let end = Math.min(3, characters.length); end <= characters.length; end++) {
    visit(characters.slice(Math.max(0, end - 3), end).join(''), 'trigram');
  }
  for (const { segment } of dictionary.segment(run)) {
    visit(`=${segment.slice(0, MAX_WORD_LENGTH)}`, 'segment');
  }
}

function visitCjk(run: string, visit: Visit): void {
  const characters = [...run];
  for (const [index, character] of characters.entries()) {
    const next = characters[index + 1];
    if (next !== undefined) visit(character + next, 'bigram');
    if (han.test(character)) visit(character, 'character');
  }
}
