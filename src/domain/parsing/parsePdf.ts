import { LiteParse, type LiteParseConfig, type ParsedPage as PdfPage } from '@llamaindex/liteparse';
import { layOutPage, layOutScan } from '#domain/parsing/layout.ts';
import type { ParsedPage, Parser, SourceBlock } from '#domain/parsing/parsedDocument.ts';
import { ParseFailure } from '#domain/parsing/parseFailure.ts';
import { joinPages, pdfBlocks } from '#domain/parsing/pdfBlocks.ts';
import { openRunningHeads, runningHeadReach } from '#domain/parsing/runningHeads.ts';
import { findScans, readScan } from '#domain/parsing/pdfScans.ts';
import { withoutMarks } from '#domain/parsing/withoutMarks.ts';

/** So that progress can be told, and the whole of a long document is never held twice. */
const pagesPerBatch = 100;

/**
 * Text by page, in reading order, with headings, lists and tables as pdfium's layout shows them; of pages
 * that are scans what can be recognised in the picture.
 */
export const parsePdf: Parser = async (bytes, { onProgress, scans }) => {
  const pdf = fromHeader(Buffer.from(bytes));
  const pages: ParsedPage[] = [];
  const scanned: PdfPage[] = [];
  const withoutRunningHeads = openRunningHeads();
  let near: PdfPage[] = [];
  let last: SourceBlock[] = [];
  for (let parsed = 0, total = 1; parsed < total;) {
    const result = await parseRange(pdf, parsed + 1, parsed + pagesPerBatch);
    total = result.totalPages;
    parsed = Math.min(parsed + pagesPerBatch, total);
    near.push(...result.pages.map(withoutMarks));
    // The last ones wait for those after them, which tell what is a running head.
    const ready = parsed === total ? total : parsed - runningHeadReach;
    const byNumber = new Map(withoutRunningHeads(near).map((page) => [page.pageNum, page]));
    while (pages.length < ready) {
      const blocks = pdfBlocks(byNumber.get(pages.length + 1));
      const joined = joinPages(last, blocks);
      if (joined) pages[pages.length - 1] = layOutPage(pages.length, joined[0]);
      last = joined ? joined[1] : blocks;
      pages.push(layOutPage(pages.length + 1, last));
    }
    near = near.filter(({ pageNum }) => pageNum > ready - runningHeadReach);
    scanned.push(...(await findScans(pdf, result.pages)));
    onProgress?.(parsed - scanned.length, total);
  }
  scans.reserve(scanned.length);
  for (const [index, page] of scanned.entries()) {
    const scan = await readScan(pdf, page, scans);
    if (scan) pages[page.pageNum - 1] = layOutScan(page.pageNum, scan);
    onProgress?.(pages.length - scanned.length + index + 1, pages.length);
  }
  return pages;
};

/** What some mail programs and servers have put above a file makes it none for liteparse. */
const fromHeader = (pdf: Buffer) => pdf.subarray(Math.max(pdf.indexOf('%PDF-', 0, 'latin1'), 0));

async function parseRange(pdf: Buffer, from: number, to: number) {
  const config: Partial<LiteParseConfig> = {
    ocrEnabled: false,
    quiet: true,
    extractBlocks: true,
    extractContentBounds: true,
    continueOnPageError: true,
    // liteparse's own rule sees one batch, and takes a heading such as `Article 1` or `page 246)` at an edge too.
    keepHeadersFooters: true,
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
