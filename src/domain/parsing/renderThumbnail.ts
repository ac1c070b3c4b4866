import { LiteParse } from '@llamaindex/liteparse';
import { fileTypeFromBuffer } from 'file-type';
import { detectFileType } from '#domain/parsing/detectFileType.ts';
import { must } from '#shared/must.ts';

/** Shown at a quarter of it in each direction, or a third: sharp on every screen. */
const widthPx = 144;
const heightPx = 176;

/** Twice as large as it is needed, and made smaller: thin lines stay. */
const dpi = 36;

/** A larger picture is no picture of a document, and would take the memory of the process. */
const maxPixels = 100_000_000;

/**
 * The first page of a PDF, or an image, as a small WebP of its top; null for what has no look of its own, or cannot
 * be drawn.
 */
export async function renderThumbnail(
  bytes: Uint8Array,
  fileName: string,
): Promise<Uint8Array | null> {
  try {
    if ((await detectFileType(bytes, fileName)) === 'application/pdf')
      return await shrink(await drawFirstPage(bytes));
    if ((await fileTypeFromBuffer(bytes))?.mime.startsWith('image/')) return await shrink(bytes);
  } catch {
    // Its text is what matters.
  }
  return null;
}

async function drawFirstPage(bytes: Uint8Array): Promise<Uint8Array> {
  const parser = new LiteParse({ ocrEnabled: false, quiet: true, dpi, numWorkers: 1 });
  const [page] = await parser.screenshot(Buffer.from(bytes), [1]);
  return must(page, 'the first page').imageBuffer;
}

async function shrink(picture: Uint8Array): Promise<Uint8Array> {
  // Takes 80 ms to load, which a process that reads no PDF and no image need not wait for.
  const { default: sharp } = await import('sharp');
  return sharp(picture, { limitInputPixels: maxPixels })
    .autoOrient()
    .resize({ width: widthPx, height: heightPx, fit: 'cover', position: 'top' })
    .flatten({ background: 'white' })
    .webp({ quality: 75 })
    .toBuffer();
}
