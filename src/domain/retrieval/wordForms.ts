import { newStemmer } from 'snowball-stemmers';

/** A word as it is looked up: `normal` finds its relatives; `exact`, where it differs, tells it from them. */
export type WordForms = {
  normal: string;
  exact: string | null;
  accented: boolean;
  /** The word without its accents; null where it is not Latin. */
  folded: string | null;
};

const english = newStemmer('english');

/** Latin letters that Unicode does not decompose into a base letter and a mark. */
const undecomposable: Record<string, string> = {
  đ: 'd',
  ð: 'd',
  ø: 'o',
  ł: 'l',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
};

const ascii = /^[\0-\x7f]*$/;
const latin = /\p{Script=Latin}/u;

function foldAccents(word: string): string {
  return word
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[đðøłıßæœþ]/g, (letter) => undecomposable[letter] ?? letter);
}

function makeForms(word: string): WordForms {
  if (!ascii.test(word) && !latin.test(word)) {
    return { normal: word, exact: null, accented: false, folded: null };
  }
  const folded = ascii.test(word) ? word : foldAccents(word);
  const normal = english.stem(folded);
  return { normal, exact: normal === word ? null : word, accented: folded !== word, folded };
}

// Words repeat; stemming one costs some fifty times as much as finding it again.
const cache = new Map<string, WordForms>();
const cacheSize = 50_000;

/**
 * The forms of a lower-case word in NFKC. Latin words lose their accents and are stemmed as English
 * (Snowball's Porter 2), which leaves Vietnamese syllables as they are; words of other scripts stay.
 */
export function wordForms(word: string): WordForms {
  let forms = cache.get(word);
  if (!forms) {
    forms = makeForms(word);
    if (cache.size >= cacheSize) cache.clear();
    cache.set(word, forms);
  }
  return forms;
}
