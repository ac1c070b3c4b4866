import { LiteParse, type LiteParseConfig, type ParsedPage as PdfPage } from '@llamaindex/liteparse';
import { layOutPage } from '#domain/parsing/layout.ts';
import type { ParsedPage, Parser } from '#domain/parsing/parsedDocument.ts';
import { ParseFailure } from '#domain/parsing/parseFailure.ts';
import { pdfBlocks } from '#domain/parsing/pdfBlocks.ts';
import { withoutRunningHeads } from '#domain/parsing/runningHeads.ts';
import { findScans, readScan } from '#domain/parsing/pdfScans.ts';

/** So that progress can be told, and the whole of a long document is never held twice. */
const pagesPerBatch = 100;

/**
 * Text by page, in reading order, with headings, lists and tables as pdfium's layout shows them; of pages
 * that are scans what can be recognised in the picture.
 */
export const parsePdf: Parser = async (bytes, { onProgress, scans }) => {
  const pdf = Buffer.from(bytes);
  const pages: ParsedPage[] = [];
  const scanned: PdfPage[] = [];
  for (let total = 1; pages.length < total;) {
    const from = pages.length + 1;
    const result = await parseRange(pdf, from, from + pagesPerBatch - 1);
    total = result.totalPages;
    const byNumber = new Map(withoutRunningHeads(result.pages).map((page) => [page.pageNum, page]));
    const to = Math.min(from + pagesPerBatch - 1, total);
    for (let number = from; number <= to; number += 1)
      pages.push(layOutPage(number, pdfBlocks(byNumber.get(number))));
    scanned.push(...(await findScans(pdf, result.pages)));
    onProgress?.(pages.length - scanned.length, total);
  }
  scans.reserve(scanned.length);
  for (const [index, page] of scanned.entries()) {
    const blocks = await readScan(pdf, page, scans);
    if (blocks) pages[page.pageNum - 1] = layOutPage(page.pageNum, blocks);
    onProgress?.(pages.length - scanned.length + index + 1, pages.length);
  }
  return pages;
};

async function parseRange(pdf: Buffer, from: number, to: number) {
  const config: Partial<LiteParseConfig> = {
    ocrEnabled: false,
    quiet: true,
    extractBlocks: true,
    extractContentBounds: true,
    continueOnPageError: true,
    outputFormat: 'text',
    imageMode: 'off',
    numWorkers: 1,
    maxPages: Number.MAX_SAFE_INTEGER,
    targetPages: `${from}-${to}`,
  };
  try {
    return await new LiteParse(config).parse(pdf);
  } catch (error) {
    const isLocked = error instanceof Error && /password|encrypt/i.test(error.message);
    throw new ParseFailure(isLocked ? 'encrypted' : 'broken', error);
  }
}
