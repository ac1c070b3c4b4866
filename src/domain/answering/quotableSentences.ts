import { sentencesOf } from '#domain/answering/sentences.ts';

/** In UTF-16 units: a quote is what a reader looks for on the page, not the page. */
export const maxQuoteLength = 400;

/**
 * A text's sentences, as they can be quoted: what is longer than `maxQuoteLength`, like a paragraph without a
 * full stop, is cut where a reader pauses, and never inside a character.
 */
export function quotableSentences(text: string): string[] {
  return sentencesOf(text)
    .flatMap(cut)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function cut(sentence: string): string[] {
  const parts: string[] = [];
  let rest = sentence;
  while (rest.length > maxQuoteLength) {
    const end = lastPause(rest);
    parts.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...parts, rest];
}

const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const pauses = [/^.*[;,:、，；：](?=\s|[^\p{N}])/su, /^.*\s/su];

/** The last end of a clause, else of a word, in the second half of what may be quoted; else of a character. */
function lastPause(text: string): number {
  for (const pause of pauses) {
    const end = pause.exec(text.slice(0, maxQuoteLength))?.[0].length ?? 0;
    if (end > maxQuoteLength / 2) return end;
  }
  return characters.segment(text).containing(maxQuoteLength)?.index || maxQuoteLength;
}
