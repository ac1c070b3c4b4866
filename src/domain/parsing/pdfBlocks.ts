import {
  type LayoutBlock,
  type LayoutCell,
  LiteParse,
  type ParsedPage as PdfPage,
  type TextItem,
} from '@llamaindex/liteparse';
import { cleanLine, cleanLines } from '#domain/parsing/cleanText.ts';
import type { SourceBlock } from '#domain/parsing/parsedDocument.ts';
import { readingRegions } from '#domain/parsing/readingRegions.ts';
import { standsIn } from '#domain/parsing/runningHeads.ts';
import { linesOf, wholeLines } from '#domain/parsing/wholeLines.ts';
import { withoutMarks } from '#domain/parsing/withoutMarks.ts';

/** Below this share of the page's characters its layout has lost too much, and the plain text is taken. */
const minLayoutShare = 0.7;

/** Of the size of the page's text. */
const headingRatio = 1.35;
const titleRatio = 1.7;
const maxHeadingLines = 2;

/** A page's blocks in reading order, as the layout of its lines shows them. */
export function pdfBlocks(page: PdfPage | undefined): SourceBlock[] {
  if (!page) return [];
  const regions = readingRegions(withoutFurniture(page));
  const blocks = regionBlocks(page);
  if (regions.length < 2) return blocks;
  // A part by itself doesn't show how large its letters are beside those of the others.
  const headings = new Map(
    blocks.filter(({ kind }) => kind === 'heading').map((heading) => [heading.text, heading]),
  );
  const parts = joinParts(regions.map((items) => itemBlocks(items, page)));
  if (countLetters(parts) < countLetters(blocks) * minLayoutShare) return blocks;
  return parts.map((block) => headings.get(block.text) ?? block);
}

type PageSize = { width: number; height: number };

/** The blocks of what stands at given places on a page. */
export function placedBlocks(items: readonly TextItem[], size: PageSize): SourceBlock[] {
  return joinParts(readingRegions(items).map((region) => itemBlocks(region, size)));
}

function itemBlocks(textItems: TextItem[], { width, height }: PageSize): SourceBlock[] {
  const parser = new LiteParse({ ocrEnabled: false, quiet: true, extractBlocks: true });
  const page = {
    pageNumber: 1,
    pageWidth: width,
    pageHeight: height,
    textItems: wholeLines(textItems),
  };
  const [laidOut] = parser.parsePages([page]).pages;
  return laidOut ? regionBlocks(withoutMarks(laidOut)) : [];
}

function regionBlocks(page: PdfPage): SourceBlock[] {
  const blocks = withLargeHeadings({ ...page, blocks: withJoinedCjk(page) }).flatMap(
    toSourceBlocks,
  );
  if (countLetters(blocks) >= lengthOf(page.text) * minLayoutShare) return blocks;
  return page.text
    .split(/\n\s*\n/)
    .map((paragraph) => ({ kind: 'paragraph', text: lineOf(paragraph) }));
}

/** Lines in larger letters than the page's text that the layout takes for paragraphs: numbered ones, Chinese ones. */
function withLargeHeadings({ textItems, blocks = [] }: PdfPage): LayoutBlock[] {
  const sizes = textItems.flatMap(({ text, fontSize = 0 }) =>
    Array.from({ length: lengthOf(text) }, () => fontSize),
  );
  const bodySize = sizes.toSorted((one, other) => one - other)[Math.floor(sizes.length / 2)] ?? 0;
  return blocks.map((block) => {
    if (block.kind !== 'paragraph' || !/\p{L}{2}/u.test(block.text ?? '')) return block;
    const items = textItems.filter((item) => standsIn(item, block));
    const ratio = Math.min(...items.map(({ fontSize = 0 }) => fontSize)) / bodySize;
    const isHeading =
      items.length > 0 && ratio >= headingRatio && linesOf(items).length <= maxHeadingLines;
    return isHeading ? { ...block, kind: 'heading', level: ratio >= titleRatio ? 1 : 2 } : block;
  });
}

/** Without what the layout leaves out: page numbers, and letters in pictures. */
function withoutFurniture({ textItems, blocks = [] }: PdfPage): TextItem[] {
  return textItems.filter((item) => blocks.some((block) => standsIn(item, block)));
}

/** A paragraph that goes on at the head of the next column is one. */
function joinParts(parts: readonly SourceBlock[][]): SourceBlock[] {
  const joined: SourceBlock[] = [];
  for (const [first, ...rest] of parts) {
    if (!first) continue;
    const last = joined.at(-1);
    const isOneSentence =
      last?.kind === 'paragraph' &&
      first.kind === 'paragraph' &&
      /[^.!?:]$/u.test(last.text) &&
      /^\p{Ll}/u.test(first.text);
    if (isOneSentence)
      joined[joined.length - 1] = { ...last, text: joinLines([last.text, first.text]) };
    else joined.push(first);
    joined.push(...rest);
  }
  return joined;
}

const cjk = '[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}ー\\u3001-\\u301f\\uff01-\\uff60]';
const cjkLineBreak = new RegExp(`(?<=${cjk})\\n(?=${cjk})`, 'gu');
const cjkSpace = new RegExp(`(?<=${cjk}) (?=${cjk})`, 'gu');

/** What has no spaces between words goes on in the next line without one; elsewhere a space is one. */
function withJoinedCjk({ textItems, blocks = [] }: PdfPage): LayoutBlock[] {
  const breaks = new Set(
    textItems.flatMap((item, index) => {
      const next = textItems[index + 1];
      const isBreak = next && next.y - item.y > item.height / 2;
      return isBreak ? [item.text.trimEnd().slice(-1) + next.text.trimStart().slice(0, 1)] : [];
    }),
  );
  return blocks.map((block) => {
    const { text = '' } = block;
    const joined = text.replaceAll(cjkSpace, (space, at: number) =>
      breaks.has(text.charAt(at - 1) + text.charAt(at + 1)) ? '' : space,
    );
    return block.text === undefined ? block : { ...block, text: joined };
  });
}

const endsDivided = /\p{L}[-\u2010]$/u;

/** A word that was divided at the end of a line is whole again. */
function joinLines(lines: readonly string[]): string {
  return lines
    .join('\n')
    .replaceAll(/(?<=\p{L})[-\u2010]\n(?=\p{Ll})/gu, '')
    .replaceAll(cjkLineBreak, '')
    .replaceAll('\n', ' ');
}

/** Two pages with the word that is divided between them whole on the first; null where there is none. */
export function joinPages(
  page: readonly SourceBlock[],
  next: readonly SourceBlock[],
): [SourceBlock[], SourceBlock[]] | null {
  const last = page.at(-1);
  const [first, ...rest] = next;
  if (last?.kind !== 'paragraph' || first?.kind !== 'paragraph') return null;
  const [end] = /^\p{Ll}\S*/u.exec(first.text) ?? [];
  if (end === undefined || !endsDivided.test(last.text)) return null;
  return [
    [...page.slice(0, -1), { ...last, text: joinLines([last.text, end]) }],
    [{ ...first, text: first.text.slice(end.length).trimStart() }, ...rest],
  ];
}

/** All but white space. */
export function countLetters(blocks: readonly { text: string }[]): number {
  return blocks.reduce((sum, { text }) => sum + lengthOf(text), 0);
}

const lengthOf = (text: string) => text.replaceAll(/\s/g, '').length;

function toSourceBlocks(block: LayoutBlock): SourceBlock[] {
  const line = lineOf(block.text ?? '');
  if (block.kind === 'heading')
    return [{ kind: 'heading', level: Math.min(Math.max(block.level ?? 1, 1), 6), text: line }];
  if (block.kind === 'list_item')
    return [{ kind: 'list_item', text: cleanLine(`${block.marker ?? '•'} ${line}`) }];
  if (block.kind === 'table') return tableBlocks(block);
  if (block.lines) return [{ kind: 'code', text: cleanLines(block.lines.join('\n')) }];
  return [{ kind: 'paragraph', text: line }];
}

/**
 * Text under a numbered heading is taken for a table now and then, because the heading has two columns. Its
 * lines have been cut at a guess, which leaves their cells without a place on the page.
 */
function tableBlocks({ header = [], rows = [] }: LayoutBlock): SourceBlock[] {
  const lines = [header, ...rows].filter((cells) => cells.some(isFilled));
  if (!lines.some(isGuessed)) return [{ kind: 'table', text: lines.map(rowText).join('\n') }];
  const blocks: SourceBlock[] = [];
  for (const cells of lines) {
    const [first] = cells;
    const text = cells.filter(isFilled).map(cellText).join(' ');
    const last = blocks.at(-1);
    const isHeading = !isGuessed(cells) && first && /^\d+(\.\d+)*\.?$/.test(cellText(first));
    if (isHeading) blocks.push({ kind: 'heading', level: 2, text });
    else if (last?.kind === 'paragraph') last.text = joinLines([last.text, text]);
    else blocks.push({ kind: 'paragraph', text });
  }
  return blocks;
}

const lineOf = (text: string) => joinThai(cellLine(text));
/** A soft hyphen is there to be seen where a line ends with it. */
const cellLine = (text: string) => cleanLine(text.replace(/\u00ad\s*$/, '-'));
const cellText = ({ text }: LayoutCell) => cellLine(text);
const rowText = (cells: readonly LayoutCell[]) => cells.map(cellText).join(' | ');
const isFilled = (cell: LayoutCell) => cellText(cell) !== '';
const isGuessed = (cells: readonly LayoutCell[]) =>
  cells.length === 2 && cells.some((cell) => isFilled(cell) && !cell.bbox);

/** PDF fonts draw SARA AM in two pieces, after which extraction sees a gap that is none. */
function joinThai(text: string): string {
  return text.replaceAll(/(?<=\u0e33) (?=[\u0e00-\u0e7f])/g, '');
}
