import type { TextItem } from '@llamaindex/liteparse';
import type { Bbox, Block, Line, Word } from 'tesseract.js';
import type { ScannedPage, ScannedWord } from '#domain/parsing/parsedDocument.ts';
import { placedBlocks } from '#domain/parsing/pdfBlocks.ts';
import { readingRegions } from '#domain/parsing/readingRegions.ts';
import { linesOf } from '#domain/parsing/wholeLines.ts';
import { must } from '#shared/must.ts';

/** A stretch without spaces: a word, or in Thai a whole phrase, of which each letter is recognised by itself. */
type Run = Pick<Word, 'text' | 'confidence' | 'bbox'>;

/** In percent; what is less sure is mostly noise, a drawing or a stain. */
const minConfidence = 70;
/** In heights of the line: a wider gap is one between columns or cells. */
const maxGap = 1.5;
const maxUnevenness = 0.15;
/** An A4 page in points, which is what the layout's rules expect. */
const pageArea = 595 * 842;

/** A cell of a line, which may be all of it, in pixels. */
type Cell = { item: TextItem; runs: Run[] };

type Size = { width: number; height: number };

/** Lines that were read in a picture, laid out as those of a PDF are: headings, paragraphs, lists, tables. */
export function scannedPage(blocks: readonly Block[], picture: Size): ScannedPage {
  const scale = Math.sqrt(pageArea / (picture.width * picture.height));
  const runsOfItem = new Map(
    certainCells(blocks).map(({ item, runs }) => [scaleItem(item, scale), runs]),
  );
  const items = [...runsOfItem.keys()];
  const size = { width: picture.width * scale, height: picture.height * scale };
  const inOrder = readingRegions(items).flatMap((region) => linesOf(region).flat());
  return {
    blocks: placedBlocks(items, size),
    lines: inOrder.map((item) =>
      must(runsOfItem.get(item), "the item's cell").map((run) => toScannedWord(run, picture)),
    ),
  };
}

function toScannedWord(
  { text, bbox: { x0, y0, x1, y1 } }: Run,
  { width, height }: Size,
): ScannedWord {
  const [left, top] = [toShare(x0 / width), toShare(y0 / height)];
  const [right, bottom] = [toShare(x1 / width), toShare(y1 / height)];
  return { text, box: { left, top, width: toShare(right - left), height: toShare(bottom - top) } };
}

const toShare = (value: number) => Math.round(Math.min(Math.max(value, 0), 1) * 10_000) / 10_000;

/** Without doubtful words, without lines most of which is doubtful, and nothing where all is. */
function certainCells(blocks: readonly Block[]): Cell[] {
  const all = blocks.flatMap(({ paragraphs }) => paragraphs.flatMap((each) => each.lines));
  if (isDoubtful(all.flatMap(runsOf))) return [];
  const lines = all.filter((line) => !all.some((other) => isPartOf(line, other)));
  const usualHeight = median(lines.map(({ rowAttributes }) => rowAttributes.rowHeight));
  const slope = median(lines.map(slopeOf));
  return lines.flatMap((line) => {
    const height = evenedHeight(line.rowAttributes.rowHeight, usualHeight);
    // Where the line would stand at the left edge: the cells of a row of a slanting page are level again.
    const { x0, y0 } = line.baseline;
    const y = y0 - slope * x0 - height;
    return cellsOf(line).map((runs) => ({
      item: toItem(merge(runs, ' '), y, height),
      runs: asHighAsLine(line, runs),
    }));
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

const slopeOf = ({ baseline: { x0, y0, x1, y1 } }: Line) => (y1 - y0) / Math.max(x1 - x0, 1);

/** Lines of one font differ in height by which letters they have, headings by more than that. */
function evenedHeight(height: number, usualHeight: number): number {
  return Math.abs(height / usualHeight - 1) < maxUnevenness ? usualHeight : height;
}

/** Accents above a big heading are now and then taken for a line of their own, of small letters. */
function isPartOf({ bbox: small }: Line, { bbox: big }: Line): boolean {
  const overlap = Math.min(small.y1, big.y1) - Math.max(small.y0, big.y0);
  const isWithin = small.x0 >= big.x0 - heightOf(big) && small.x1 <= big.x1 + heightOf(big);
  return isWithin && heightOf(big) > 1.5 * heightOf(small) && overlap > 0.5 * heightOf(small);
}

const heightOf = ({ y0, y1 }: Bbox) => y1 - y0;

function cellsOf(line: Line): Run[][] {
  const runs = runsOf(line);
  if (isDoubtful(runs)) return [];
  const certain = runs.filter(isCertain);
  const cells: Run[][] = [];
  for (const run of certain) {
    const before = cells.at(-1)?.at(-1);
    const isNear = before && run.bbox.x0 - before.bbox.x1 <= maxGap * heightOf(line.bbox);
    if (isNear) cells.at(-1)?.push(run);
    else cells.push([run]);
  }
  return cells.filter((cell) => cell.some(({ text }) => /[\p{L}\p{N}]/u.test(text)));
}

/** Letters differ in height; marks on neighbouring words are to be one stripe, also where the line slants. */
function asHighAsLine(line: Line, runs: readonly Run[]): Run[] {
  const { x0, y0 } = line.baseline;
  const baselineAt = ({ bbox }: Run) => y0 + slopeOf(line) * ((bbox.x0 + bbox.x1) / 2 - x0);
  const above = Math.max(...runs.map((run) => baselineAt(run) - run.bbox.y0));
  const below = Math.max(...runs.map((run) => run.bbox.y1 - baselineAt(run)));
  return runs.map((run) => {
    const baseline = baselineAt(run);
    return { ...run, bbox: { ...run.bbox, y0: baseline - above, y1: baseline + below } };
  });
}

const isCertain = ({ confidence }: Run) => confidence >= minConfidence;

/** Most of it: in a photo or a drawing a few shapes always pass for letters. */
function isDoubtful(runs: readonly Run[]): boolean {
  return lengthOf(runs.filter(isCertain)) * 2 < lengthOf(runs);
}

const lengthOf = (runs: readonly Run[]) => runs.reduce((sum, { text }) => sum + text.length, 0);

function runsOf({ text, words }: Line): Run[] {
  const runs: Word[][] = [];
  let at = 0;
  for (const word of words) {
    const start = Math.max(text.indexOf(word.text, at), at);
    const isApart = /\s/.test(text.slice(at, start));
    at = start + word.text.length;
    if (isApart || runs.length === 0) runs.push([word]);
    else runs.at(-1)?.push(word);
  }
  return runs.map((run) => merge(run, ''));
}

function merge(parts: readonly Run[], separator: string): Run {
  const length = lengthOf(parts);
  const box = (side: keyof Bbox) => parts.map(({ bbox }) => bbox[side]);
  return {
    text: joinSaraAm(parts.map(({ text }) => text).join(separator)),
    confidence:
      parts.reduce((sum, { text, confidence }) => sum + confidence * text.length, 0) / length,
    bbox: {
      x0: Math.min(...box('x0')),
      y0: Math.min(...box('y0')),
      x1: Math.max(...box('x1')),
      y1: Math.max(...box('y1')),
    },
  };
}

/** Recognised as the two signs that it is drawn with. */
const joinSaraAm = (text: string) => text.replaceAll(/\u0e4d([\u0e48-\u0e4b]?)\u0e32/g, '$1\u0e33');

function toItem({ text, bbox: { x0, x1 } }: Run, y: number, height: number): TextItem {
  // The native code asks for `words`, though its types say optional.
  return { text, x: x0, y, width: x1 - x0, height, fontSize: height, words: [] };
}

function scaleItem({ x, y, width, height, ...item }: TextItem, scale: number): TextItem {
  return {
    ...item,
    x: x * scale,
    y: y * scale,
    width: width * scale,
    height: height * scale,
    fontSize: height * scale,
  };
}
