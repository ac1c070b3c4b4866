import { stopWords } from '#domain/answering/stopWords.ts';
import { rarity } from '#domain/retrieval/bm25.ts';
import { wordForms } from '#domain/retrieval/wordForms.ts';

const segmenter = new Intl.Segmenter('th', { granularity: 'word' });
const unspaced =
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** What a text is about: its terms, each with how much it counts before its rarity is known. */
export type Terms = ReadonlyMap<string, number>;

/** Two words in a row tell more than each alone, most in languages that write syllables apart. */
const pairShare = 0.5;

/** Most words with accents are Vietnamese syllables, of which a word has two or three. */
const accentedShare = 0.6;

/**
 * The distinct words of a question or statement, stemmed, without those that only ask or join, and the pairs
 * of them that stand side by side. A word with accents is found only with them, one without in either form,
 * as people type in a hurry.
 */
export function contentTerms(text: string): Terms {
  const terms = new Map<string, number>();
  let before: string | null = null;
  for (const term of contentWords(text)) {
    if (term !== null) terms.set(term, term.startsWith('=') ? accentedShare : 1);
    const pair = term !== null && before !== null && pairOf(before, term);
    if (pair) terms.set(pair, pairShare);
    before = term;
  }
  return terms;
}

const fewWords = 4;

/** Whether a text has so few words of its own that it leans on what was said before it: "And for contractors?" */
export function hasFewWords(text: string): boolean {
  return new Set(contentWords(text).filter((word) => word !== null)).size < fewWords;
}

/** Fewer say too little of a language. */
const fewestTelling = 2;

/**
 * Whether a text surely speaks the language of another: half of the words in it that only ask or join stand there,
 * too. False also where it has too few of them to tell.
 */
export function sharesLanguage(text: string, other: TermIndex): boolean {
  const joining = new Set(Array.from(wordsOf(text)).filter(isStopWord));
  const shared = [...joining].filter((word) => hasTerm(other, normalForm(word)));
  return shared.length >= Math.max(fewestTelling, joining.size / 2);
}

/** Null stands for a word that only asks or joins. */
function contentWords(text: string): (string | null)[] {
  return Array.from(wordsOf(text), (word) => (isStopWord(word) ? null : normalForm(word)));
}

/** A text as terms are looked up in it. */
export type TermIndex = {
  /** Words and pairs of them. */
  words: ReadonlySet<string>;
  /** For scripts without spaces, whose words a dictionary cuts one way here and another way there. */
  text: string;
};

export function indexTerms(text: string): TermIndex {
  const words = new Set<string>();
  let before: string | null = null;
  for (const word of wordsOf(text)) {
    const term: string = normalForm(word);
    words.add(term).add(wordForms(word).normal);
    const pair = before !== null && pairOf(before, term);
    if (pair) words.add(pair);
    before = term;
  }
  return { words, text: comparable(text) };
}

export function hasTerm({ words, text }: TermIndex, term: string): boolean {
  return unspaced.test(term) ? text.includes(term) : words.has(term);
}

/**
 * How much each term tells of what is asked: its share, times its rarity among the texts (BM25's inverse
 * document frequency), most for a term that none of them holds.
 */
export function weighTerms(terms: Terms, texts: readonly TermIndex[]): Map<string, number> {
  const weights = new Map<string, number>();
  for (const [term, share] of terms) {
    const count = texts.filter((text) => hasTerm(text, term)).length;
    weights.set(term, share * rarity(count, texts.length));
  }
  return weights;
}

/** The weight of the terms that a text holds, as a share of the weight of all: 0…1. */
export function coverage(weights: ReadonlyMap<string, number>, text: TermIndex): number {
  let total = 0;
  let held = 0;
  for (const [term, weight] of weights) {
    total += weight;
    if (hasTerm(text, term)) held += weight;
  }
  return total === 0 ? 0 : held / total;
}

function* wordsOf(text: string): Generator<string> {
  // The dictionary knows Thai as it is written, not as NFKC decomposes it.
  for (const { segment, isWordLike } of segmenter.segment(text.normalize('NFC').toLowerCase()))
    if (isWordLike) yield comparable(segment);
}

function comparable(text: string): string {
  return text.normalize('NFKC').replaceAll('\u00ad', '').replaceAll('’', "'").toLowerCase();
}

/** Also in a short form: `what's`, `don't`. */
function isStopWord(word: string): boolean {
  return stopWords.has(word) || stopWords.has(word.replace(/(n't|'\w+)$/, ''));
}

function normalForm(word: string): string {
  if (unspaced.test(word)) return word;
  const { normal, exact, accented } = wordForms(word);
  return accented ? `=${exact}` : normal;
}

/** Null for words of two scripts, which may stand with or without a space between them. */
function pairOf(one: string, other: string): string | null {
  if (unspaced.test(one) !== unspaced.test(other)) return null;
  return unspaced.test(one) ? one + other : `${one} ${other}`;
}
