declare module 'snowball-stemmers' {
  /** @throws when there is no algorithm of that name */
  export function newStemmer(algorithm: 'english'): { stem(word: string): string };
}
