import type { DocumentPage } from '#contract/documents.ts';
import type { OcrWord } from '#contract/ocrWords.ts';
import { locateQuote, rangesWithin } from '#features/documents/locateQuote.ts';
import { markRanges } from '#features/documents/markRanges.ts';

/** A page of which it is known where its words stand. */
export type OcrPage = { text: string; words: OcrWord[] };

/** Null for a page that has a text of its own, or was read before places were kept. */
export function ocrPageOf({ text, ocr_words: words }: DocumentPage): OcrPage | null {
  return words && { text, words };
}

/** In heights of a line: words with a wider gap between them are not side by side. */
const maxGap = 1.5;

/**
 * Recognised words, to be laid over the picture of their page, in whatever size that is shown: invisible, to be
 * selected, copied and read aloud, with the quote marked. `shape` is the picture's width over its height.
 */
export function createOcrTextLayer(
  { text, words }: OcrPage,
  { quote, shape }: { quote: string | null; shape: number },
): { textLayer: HTMLElement; marks: HTMLElement[] } {
  const ranges = quote === null ? [] : locateQuote(text, quote);
  const textLayer = document.createElement('div');
  textLayer.className = 'pdf-text ocr-text';
  const widthInEm = createMeasure();
  const marks = words.flatMap((word, index) => {
    const next = words[index + 1];
    const isJoined = next !== undefined && isBeside(word, next, { text, shape });
    // Up to the next word, so that the marks of a line are one.
    const end = isJoined ? next.start : word.end;
    const width = isJoined ? next.left - word.left : word.width;
    const span = document.createElement('span');
    span.textContent = text.slice(word.start, end);
    span.style.left = `${word.left * 100}%`;
    span.style.top = `${word.top * 100}%`;
    span.style.setProperty('--font-height', String(word.height));
    const stretch = (width * shape) / (word.height * widthInEm(span.textContent));
    span.style.setProperty('--scale-x', String(stretch));
    textLayer.append(span);
    if (!isJoined && next?.start !== word.end) textLayer.append(lineBreak());
    return markRanges(span, rangesWithin(ranges, { start: word.start, end }));
  });
  return { textLayer, marks };
}

/** In the same line, with nothing between them but white space and dashes. */
function isBeside(
  word: OcrWord,
  next: OcrWord,
  { text, shape }: { text: string; shape: number },
): boolean {
  const gap = (next.left - word.left - word.width) * shape;
  const middle = next.top + next.height / 2;
  return (
    /^[ \p{Pd}]*$/u.test(text.slice(word.end, next.start)) &&
    next.left > word.left &&
    gap <= maxGap * word.height &&
    middle > word.top &&
    middle < word.top + word.height
  );
}

/** Of the font that `.ocr-text` has. */
function createMeasure(): (text: string) => number {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return (text) => text.length / 2;
  context.font = '100px sans-serif';
  return (text) => context.measureText(text).width / 100;
}

function lineBreak(): HTMLElement {
  const element = document.createElement('br');
  element.setAttribute('role', 'presentation');
  return element;
}
