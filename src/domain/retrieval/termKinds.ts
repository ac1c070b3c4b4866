/** What a term stands for. */
export type TermKind =
  /** A word whose exact form is its normal form. */
  | 'word'
  /** The normal form of an inflected word, and the word as it stands. */
  | 'stem'
  | 'inflected'
  /** The normal form of a word with accents, and the word as it stands. */
  | 'folded'
  | 'accented'
  /**
   * Two words side by side, without accents: a Vietnamese word is mostly two syllables, and one syllable without
   * its accents is too many words. `plainPair` where neither has accents: people type so, texts are not stored by it.
   */
  | 'pair'
  | 'plainPair'
  /** Of a script without spaces: three characters, and a word that a dictionary found. */
  | 'trigram'
  | 'segment'
  /** Of Chinese, Japanese and Korean: two characters, and one. */
  | 'bigram'
  | 'character';

type TermFamily = 'spaced' | 'accented' | 'unspaced' | 'cjk';

type TermTraits = {
  /** How much of a word it is, so that texts of all scripts have comparable lengths. */
  words: number;
  /** How much it counts in a query; chosen on the collections of `npm run eval`. */
  queryWeight: number;
  family: TermFamily;
};

export const termTraits: Record<TermKind, TermTraits> = {
  word: { words: 1, queryWeight: 1, family: 'spaced' },
  stem: { words: 1, queryWeight: 0.7, family: 'spaced' },
  inflected: { words: 0, queryWeight: 0.3, family: 'spaced' },
  folded: { words: 1, queryWeight: 0.3, family: 'spaced' },
  accented: { words: 0, queryWeight: 0.7, family: 'accented' },
  pair: { words: 0, queryWeight: 0.7, family: 'accented' },
  plainPair: { words: 0, queryWeight: 0.7, family: 'accented' },
  trigram: { words: 0, queryWeight: 0.6, family: 'unspaced' },
  segment: { words: 1, queryWeight: 1, family: 'unspaced' },
  bigram: { words: 0.6, queryWeight: 1, family: 'cjk' },
  character: { words: 0, queryWeight: 0.5, family: 'cjk' },
};

/**
 * Stands in every chunk that has a term of its family, so that its frequency is the number to compare a
 * term's own with: beside thousands of Thai chunks, "the" is still in nearly all that could have it.
 */
export type Marker = `#${TermFamily}`;

export const markerOf = (kind: TermKind): Marker => `#${termTraits[kind].family}`;
