import { type LayoutBlock, LiteParse, type ParsedPage as PdfPage } from '@llamaindex/liteparse';
import { cleanLine, cleanLines } from '#domain/parsing/cleanText.ts';
import { layOutPage } from '#domain/parsing/layout.ts';
import type { ParsedPage, Parser, SourceBlock } from '#domain/parsing/parsedDocument.ts';
import { ParseFailure } from '#domain/parsing/parseFailure.ts';

/** So that progress can be told, and the whole of a long document is never held twice. */
const pagesPerBatch = 100;

/** Below this share of the page's characters its layout has lost too much, and the plain text is taken. */
const minLayoutShare = 0.7;

/** Text by page, in reading order, with headings, lists and tables as pdfium's layout shows them. */
export const parsePdf: Parser = async (bytes, { onProgress }) => {
  const pages: ParsedPage[] = [];
  for (let total = 1; pages.length < total;) {
    const from = pages.length + 1;
    const result = await parseRange(bytes, from, from + pagesPerBatch - 1);
    total = result.totalPages;
    const byNumber = new Map(result.pages.map((page) => [page.pageNum, page]));
    const to = Math.min(from + pagesPerBatch - 1, total);
    for (let number = from; number <= to; number += 1)
      pages.push(layOutPage(number, blocksOf(byNumber.get(number))));
    onProgress?.(pages.length, total);
  }
  return pages;
};

async function parseRange(bytes: Uint8Array, from: number, to: number) {
  const parser = new LiteParse({
    ocrEnabled: false,
    quiet: true,
    extractBlocks: true,
    continueOnPageError: true,
    outputFormat: 'text',
    imageMode: 'off',
    numWorkers: 1,
    maxPages: Number.MAX_SAFE_INTEGER,
    targetPages: `${from}-${to}`,
  });
  try {
    return await parser.parse(Buffer.from(bytes));
  } catch (error) {
    const isLocked = error instanceof Error && /password|encrypt/i.test(error.message);
    throw new ParseFailure(isLocked ? 'encrypted' : 'broken', error);
  }
}

function blocksOf(page: PdfPage | undefined): SourceBlock[] {
  if (!page) return [];
  const blocks = (page.blocks ?? []).map(toSourceBlock);
  const laidOut = blocks.reduce((sum, { text }) => sum + countLetters(text), 0);
  if (laidOut >= countLetters(page.text) * minLayoutShare) return blocks;
  return page.text
    .split(/\n\s*\n/)
    .map((paragraph) => ({ kind: 'paragraph', text: joinThai(cleanLine(paragraph)) }));
}

const countLetters = (text: string) => text.replaceAll(/\s/g, '').length;

function toSourceBlock(block: LayoutBlock): SourceBlock {
  const line = joinThai(cleanLine(block.text ?? ''));
  if (block.kind === 'heading')
    return { kind: 'heading', level: Math.min(Math.max(block.level ?? 1, 1), 6), text: line };
  if (block.kind === 'list_item')
    return { kind: 'list_item', text: cleanLine(`${block.marker ?? '•'} ${line}`) };
  if (block.kind === 'table') return { kind: 'table', text: tableText(block) };
  if (block.lines) return { kind: 'code', text: cleanLines(block.lines.join('\n')) };
  return { kind: 'paragraph', text: line };
}

function tableText({ header = [], rows = [] }: LayoutBlock): string {
  return [header, ...rows]
    .map((cells) => cells.map(({ text }) => cleanLine(text)).join(' | '))
    .filter((row) => /[^\s|]/.test(row))
    .join('\n');
}

/** PDF fonts draw SARA AM in two pieces, after which extraction sees a gap that is none. */
function joinThai(text: string): string {
  return text.replaceAll(/(?<=\u0e33) (?=[\u0e00-\u0e7f])/g, '');
}
