import {
  LiteParse,
  type PageComplexityStats,
  type ParsedPage as PdfPage,
} from '@llamaindex/liteparse';
import type { ScannedPage, ScanReader } from '#domain/parsing/parsedDocument.ts';
import { countLetters } from '#domain/parsing/pdfBlocks.ts';

/** A stamp, a page number or the name of the scanning app: fewer letters than a page of text has. */
const maxStampLetters = 100;
/** Of the page, from which on a picture behind so few letters is what the page is about. */
const minCoverage = 0.5;
/** As sharp as recognition needs, and on a large sheet as much as memory and time allow. */
const dpi = 200;
const maxPixels = 8_000_000;
const pointsPerInch = 72;

/** Those of the pages that have no text but a picture, or letters drawn as shapes, or hardly any text on a picture. */
export async function findScans(pdf: Buffer, pages: readonly PdfPage[]): Promise<PdfPage[]> {
  const sparse = pages.filter(
    (page) => page.contentBounds && countLetters([page]) < maxStampLetters,
  );
  if (sparse.length === 0) return [];
  const parser = new LiteParse({
    quiet: true,
    ocrEnabled: false,
    maxPages: Number.MAX_SAFE_INTEGER,
    targetPages: sparse.map(({ pageNum }) => pageNum).join(','),
  });
  const stats = new Map((await parser.isComplex(pdf)).map((each) => [each.pageNumber, each]));
  return sparse.filter((page) => isScan(page, stats.get(page.pageNum)));
}

function isScan(page: PdfPage, stats: PageComplexityStats | undefined): boolean {
  if (!stats) return false;
  if (stats.fullPageImage || stats.imageCoverage >= minCoverage) return true;
  const hasPicture = stats.imageBlockCount > 0 || stats.reasons.includes('vector-text');
  return hasPicture && countLetters([page]) === 0;
}

/** Null where the picture says no more than the page's own letters do, which are the surer ones. */
export async function readScan(
  pdf: Buffer,
  page: PdfPage,
  scans: ScanReader,
): Promise<ScannedPage | null> {
  const { pageNum, width, height } = page;
  const largestDpi = pointsPerInch * Math.sqrt(maxPixels / (width * height));
  const parser = new LiteParse({ quiet: true, dpi: Math.min(dpi, largestDpi) });
  const [picture] = await parser.screenshot(pdf, [pageNum]);
  if (!picture || picture.isSolidFill) return null;
  const scan = await scans.read({ ...picture, png: picture.imageBuffer });
  return countLetters(scan.blocks) > 2 * countLetters([page]) ? scan : null;
}
