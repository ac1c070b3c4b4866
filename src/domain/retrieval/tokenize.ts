import type { TermKind } from '#domain/retrieval/termKinds.ts';
import { type WordForms, wordForms } from '#domain/retrieval/wordForms.ts';

/** Goes up with every change of what `tokenize` yields; what is stored under a lower one is indexed again. */
export const TOKENIZER_VERSION = 2;

export type Visit = (term: string, kind: TermKind) => void;

/** In UTF-16 units; longer ones are cut, so that an index entry stays small. */
const maxWordLength = 64;

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
 * documents and queries. Exact forms begin with `=`, so that they never meet a normal form. Words are
 * runs of letters, marks and digits: `Intl.Segmenter` finds nearly the same ones at a fifth of the speed.
 */
export function tokenize(text: string, visit: Visit): void {
  // A soft hyphen only shows where a word may break.
  const normalized = text.normalize('NFKC').replaceAll('\u00ad', '').toLowerCase();
  let before: WordForms | null = null;
  for (const [, unspaced, cjk, word] of normalized.matchAll(runPattern)) {
    const forms: WordForms | null =
      word === undefined ? null : wordForms(word.slice(0, maxWordLength).replaceAll('’', "'"));
    if (forms) visitWord(forms, visit);
    else if (cjk !== undefined) visitCjk(cjk, visit);
    else if (unspaced !== undefined) visitUnspaced(unspaced, visit);
    if (forms && before) visitPair(before, forms, visit);
    before = forms;
  }
}

function visitWord({ normal, exact, accented }: WordForms, visit: Visit): void {
  if (exact === null) {
    visit(normal, 'word');
  } else {
    visit(normal, accented ? 'folded' : 'stem');
    visit(`=${exact}`, accented ? 'accented' : 'inflected');
  }
}

function visitPair(first: WordForms, second: WordForms, visit: Visit): void {
  if (first.folded === null || second.folded === null) return;
  const hasAccents = first.accented || second.accented;
  visit(`${first.folded}_${second.folded}`, hasAccents ? 'pair' : 'plainPair');
}

function visitUnspaced(run: string, visit: Visit): void {
  const characters = [...run];
  for (let end = Math.min(3, characters.length); end <= characters.length; end++) {
    visit(characters.slice(Math.max(0, end - 3), end).join(''), 'trigram');
  }
  for (const { segment } of dictionary.segment(run)) {
    visit(`=${segment.slice(0, maxWordLength)}`, 'segment');
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
