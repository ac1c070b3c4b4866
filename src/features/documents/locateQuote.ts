import {
  type ComparableText,
  comparableText,
  cutsWord,
  findWords,
  sourceRange,
  type TextRange,
} from '#shared/comparableText.ts';

/** Shorter pieces could stand anywhere. In comparable characters, about a word. */
const minPieceLength = 6;

/** Between the cells of a table in a parsed page; on the page itself nothing stands there. */
export const cellRule = ' | ';

/** Of the quote. Where less of it is found, it is another passage that is alike. */
const minFoundShare = 0.75;

/**
 * Where a quote stands in a page's text: one range where it stands whole, several where something stands between its
 * lines (another column) or single letters are written otherwise; none when the page does not say it.
 */
export function locateQuote(text: string, quote: string): TextRange[] {
  const page = comparableText(text);
  const words = quote.replaceAll(cellRule, ' ');
  const whole = findWords(page, quote) ?? findWords(page, words);
  return whole ? [whole] : locatePieces(page, comparableText(words));
}

/** Takes the longest piece that the page has, then the longest of what is left, in the quote's order. */
function locatePieces(page: ComparableText, quote: ComparableText): TextRange[] {
  const minLength = Math.min(minPieceLength, quote.text.length);
  const ranges: TextRange[] = [];
  let found = 0;
  let pageAt = 0;
  for (let at = 0; minLength > 0 && at + minLength <= quote.text.length;) {
    const longest = longestPiece(page.text, quote.text, at);
    if (longest < minLength) {
      at += 1;
      continue;
    }
    const piece = quote.text.slice(at, at + longest);
    const next = page.text.indexOf(piece, pageAt);
    const place = next === -1 ? page.text.indexOf(piece) : next;
    const length = wholeWords(page, place, { quote, at, longest });
    ranges.push(sourceRange(page, place, length));
    pageAt = place + length;
    at += length;
    found += length;
  }
  return found >= quote.text.length * minFoundShare ? ranges : [];
}

/** How much of the quote from `at` on stands in the text as one piece. */
function longestPiece(text: string, quote: string, at: number): number {
  let fits = 0;
  let tooLong = quote.length - at + 1;
  while (tooLong - fits > 1) {
    const length = Math.floor((fits + tooLong) / 2);
    if (text.includes(quote.slice(at, at + length))) fits = length;
    else tooLong = length;
  }
  return fits;
}

/** Without the letters at its end that are alike by chance: where the next line begins as the quote goes on. */
function wholeWords(
  page: ComparableText,
  place: number,
  { quote, at, longest }: { quote: ComparableText; at: number; longest: number },
): number {
  const endsInWord = (text: ComparableText, from: number, length: number) =>
    cutsWord(text.source, sourceRange(text, from, length).end);
  for (let length = longest; length >= minPieceLength; length -= 1)
    if (!endsInWord(page, place, length) && !endsInWord(quote, at, length)) return length;
  return longest;
}

/** The parts of the ranges that lie in a piece of the text, counted from where that begins. */
export function rangesWithin(ranges: readonly TextRange[], piece: TextRange): TextRange[] {
  return ranges
    .map(({ start, end }) => ({
      start: Math.max(start, piece.start) - piece.start,
      end: Math.min(end, piece.end) - piece.start,
    }))
    .filter(({ start, end }) => start < end)
    .toSorted((one, other) => one.start - other.start);
}

export type MarkedPart = { text: string; isMarked: boolean };

/** The text in parts, marked and not, which together are the text. */
export function splitAtRanges(text: string, ranges: readonly TextRange[]): MarkedPart[] {
  const parts: MarkedPart[] = [];
  let at = 0;
  for (const { start, end } of ranges) {
    // Two pieces of a quote may share what the page says once.
    if (end <= at) continue;
    parts.push({ text: text.slice(at, Math.max(start, at)), isMarked: false });
    parts.push({ text: text.slice(Math.max(start, at), end), isMarked: true });
    at = end;
  }
  parts.push({ text: text.slice(at), isMarked: false });
  return parts.filter((part) => part.text !== '');
}
