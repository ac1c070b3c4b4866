import type { OcrWord } from '#contract/ocrWords.ts';
import type { ScannedWord } from '#domain/parsing/parsedDocument.ts';
import {
  type ComparableText,
  comparableText,
  cutsWord,
  sourceRange,
} from '#shared/comparableText.ts';

/** Words side by side, and where they stand in the page's comparable text: null as long as that is not known. */
type Piece = {
  words: { form: string; box: ScannedWord['box'] }[];
  form: string;
  at: number | null;
};

/** In comparable characters: a longer piece may end in a word, which the page has whole though two lines divide it. */
const minCutLength = 6;

/**
 * Where the words of a scan stand in the text that was made of its lines: in another order now and then, with signs
 * in between that nobody wrote, and with divided words whole. In the order of the text, without the words that it
 * lacks; no letter of it is in two of them.
 */
export function locateWords(text: string, lines: readonly (readonly ScannedWord[])[]): OcrWord[] {
  const page = comparableText(text);
  const taken = page.starts.map(() => false);
  const pieces = lines.map((words) =>
    toPiece(words.map((word) => ({ form: comparableText(word.text).text, box: word.box }))),
  );
  placePieces(page, pieces, taken);
  // What layout has cut, word by word.
  const parts = pieces.flatMap((piece) =>
    piece.at === null ? piece.words.map((word) => toPiece([word])) : [piece],
  );
  placePieces(page, parts, taken);
  return parts
    .flatMap((piece) => wordsOf(page, piece))
    .toSorted((one, other) => one.start - other.start);
}

function toPiece(words: Piece['words']): Piece {
  return { words, form: words.map(({ form }) => form).join(''), at: null };
}

/** The long ones first, which stand at one place; short ones then find theirs between them. */
function placePieces(page: ComparableText, pieces: readonly Piece[], taken: boolean[]): void {
  const longestFirst = Array.from(pieces, (piece, index) => ({ piece, index })).toSorted(
    (one, other) => other.piece.form.length - one.piece.form.length,
  );
  for (const { piece, index } of longestFirst) {
    if (piece.at !== null || piece.form === '') continue;
    piece.at = findFree(page, piece.form, { taken, expected: endBefore(pieces, index) });
    if (piece.at !== null) taken.fill(true, piece.at, piece.at + piece.form.length);
  }
}

/** Where the last piece before this one that has a place ends. */
function endBefore(pieces: readonly Piece[], index: number): number {
  for (let earlier = index - 1; earlier >= 0; earlier -= 1) {
    const { at = null, form = '' } = pieces[earlier] ?? {};
    if (at !== null) return at + form.length;
  }
  return 0;
}

/** The place nearest to where it is expected that is no other piece's. */
function findFree(
  page: ComparableText,
  form: string,
  { taken, expected }: { taken: readonly boolean[]; expected: number },
): number | null {
  let best: number | null = null;
  for (let at = page.text.indexOf(form); at !== -1; at = page.text.indexOf(form, at + 1)) {
    if (taken.slice(at, at + form.length).includes(true)) continue;
    const { start, end } = sourceRange(page, at, form.length);
    const isCut = cutsWord(page.source, start) || cutsWord(page.source, end);
    if (isCut && form.length < minCutLength) continue;
    if (best === null || Math.abs(at - expected) < Math.abs(best - expected)) best = at;
  }
  return best;
}

function wordsOf(page: ComparableText, { words, at: place }: Piece): OcrWord[] {
  if (place === null) return [];
  let at = place;
  return words.flatMap(({ form, box }) => {
    if (form === '') return [];
    const range = sourceRange(page, at, form.length);
    at += form.length;
    return [{ ...range, ...box }];
  });
}
