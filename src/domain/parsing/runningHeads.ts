import type { LayoutBlock, ParsedPage as PdfPage, TextItem } from '@llamaindex/liteparse';
import { cleanLine } from '#domain/parsing/cleanText.ts';
import { linesOf } from '#domain/parsing/wholeLines.ts';

/** Of a page's lines at either end: a running head or foot has two at most. */
const edgeLines = 2;
const maxLength = 150;
/** Of the page's height: what stands nearer to its middle is what the page says. */
const edgeHeight = 0.15;
/** In points: lines that happen to be alike stand at different heights. */
const tolerance = 4;
/** Fewer pages than that may say the same thing at the same place. */
const minRun = 3;
/** From one page of a run to the next: left and right pages may have their own. */
const maxStep = 2;

/** A page is judged by as many pages before it and after it. */
export const runningHeadReach = maxStep * (minRun - 1);

const numbers = /\p{N}+|(?<![\p{L}\p{M}])[ivxlc]+(?![\p{L}\p{M}])/giu;
const pageNumber = /^[-–—|•\s]*(Page|PAGE|Trang|TRANG|หน้า) *#( *(of|trên|จาก|\/) *#)?[-–—|•\s]*$/u;

type Line = {
  page: number;
  text: string;
  /** With its numbers masked, if it isn't a heading. */
  words: string;
  y: number;
  items: TextItem[];
  isHeading: boolean;
};
type Edges = ReadonlyMap<number, readonly Line[]>;

/**
 * Gives pages without what stands at the same place of neighbouring ones, page numbers aside the same words,
 * and that also where it stands alone. It is called for parts of a document one after the other, each with
 * the pages of the part before that its own first pages need; what it has learned it keeps.
 */
export function openRunningHeads(): (pages: readonly PdfPage[]) => PdfPage[] {
  const known = new Set<string>();
  return (pages) => {
    const edges: Edges = new Map(pages.map((page) => [page.pageNum, edgesOf(page)]));
    for (const line of [...edges.values()].flat()) if (isInRun(line, edges)) known.add(keyOf(line));
    return pages.map((page) => {
      const heads = edges.get(page.pageNum)?.filter((line) => {
        // A title may go on over several slides or pages: it is kept where it begins.
        if (line.isHeading) return isInRun(line, edges) && countAlike(line, edges, -1) > 0;
        return known.has(keyOf(line)) || pageNumber.test(line.words);
      });
      return heads?.length ? withoutLines(page, heads) : page;
    });
  };
}

function edgesOf({ pageNum, textItems, blocks = [], height }: PdfPage): Line[] {
  const isTop = (item: TextItem) => item.y + item.height <= height * edgeHeight;
  const isBottom = (item: TextItem) => item.y >= height * (1 - edgeHeight);
  const lines = [
    ...linesOf(textItems.filter(isTop)).slice(0, edgeLines),
    ...linesOf(textItems.filter(isBottom)).slice(-edgeLines),
  ];
  return lines
    .map((items): Line => {
      const text = cleanLine(items.map((item) => item.text).join(' '));
      // With a number set apart it is the head of a page, however it is printed.
      const isHeading =
        !(items.length > 1 && items.some((item) => isNumber(item.text.trim()))) &&
        blocks.some(
          (block) => block.kind === 'heading' && items.some((item) => standsIn(item, block)),
        );
      const words = isHeading ? text : text.replaceAll(numbers, '#');
      return { page: pageNum, text, words, y: items[0]?.y ?? 0, items, isHeading };
    })
    .filter(({ text }) => text !== '' && text.length <= maxLength);
}

const isNumber = (text: string) => text.replace(numbers, '') === '' && text !== '';

const keyOf = ({ y, words }: Line) => `${Math.round(y / tolerance)} ${words}`;

function isInRun(line: Line, edges: Edges): boolean {
  return 1 + countAlike(line, edges, -1) + countAlike(line, edges, 1) >= minRun;
}

/** Pages in one direction, none of them further than a step from the one before; no more than are needed. */
function countAlike(line: Line, edges: Edges, direction: 1 | -1): number {
  let last = 0;
  let count = 0;
  for (let distance = 1; distance <= last + maxStep && count < minRun - 1; distance += 1) {
    const others = edges.get(line.page + direction * distance) ?? [];
    if (!others.some((other) => isAlike(line, other))) continue;
    last = distance;
    count += 1;
  }
  return count;
}

/** The same words at the same place, each number in them the same or counting pages, as page numbers do. */
function isAlike(line: Line, other: Line): boolean {
  if (line.words !== other.words || Math.abs(line.y - other.y) > tolerance) return false;
  const others = other.text.match(numbers) ?? [];
  // Without a word there is nothing but a page number.
  if (!/\p{L}/u.test(line.words)) return true;
  return (line.text.match(numbers) ?? []).every((number, nth) => {
    const moved = Number(others[nth]) - Number(number);
    return number === others[nth] || Number.isNaN(moved) || moved === other.page - line.page;
  });
}

function withoutLines(page: PdfPage, lines: readonly Line[]): PdfPage {
  const items = new Set(lines.flatMap((line) => line.items));
  const texts = new Set(lines.map(({ text }) => text));
  const textItems = page.textItems.filter((item) => !items.has(item));
  const text = page.text
    .split('\n')
    .filter((line) => !texts.has(cleanLine(line)))
    .join('\n');
  const blocks = (page.blocks ?? []).flatMap((block) => {
    const inside = lines.filter((line) => line.items.some((item) => standsIn(item, block)));
    if (inside.length === 0) return [block];
    const isAll = !textItems.some((item) => standsIn(item, block));
    return isAll ? [] : [inside.reduce(cutLine, block)];
  });
  return { ...page, textItems, text, blocks };
}

/** A head that stands close to the text has been taken for its first line. */
function cutLine(block: LayoutBlock, { text }: Line): LayoutBlock {
  const whole = cleanLine(block.text ?? '');
  if (whole.startsWith(`${text} `)) return { ...block, text: whole.slice(text.length + 1) };
  if (whole.endsWith(` ${text}`)) return { ...block, text: whole.slice(0, -text.length - 1) };
  return block;
}

/** Whether a piece of text belongs to a block, as far as its place tells. */
export function standsIn(
  { x, y, width, height }: Pick<TextItem, 'x' | 'y' | 'width' | 'height'>,
  { bbox }: LayoutBlock,
): boolean {
  return (
    bbox !== undefined &&
    Math.abs(bbox.x + bbox.width / 2 - (x + width / 2)) <= (bbox.width + width) / 2 &&
    Math.abs(bbox.y + bbox.height / 2 - (y + height / 2)) <= bbox.height / 2 + 1
  );
}
