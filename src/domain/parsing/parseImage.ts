import type { decode as BmpDecode } from 'bmp-ts';
import type { Sharp, SharpOptions } from 'sharp';
import { layOutScan } from '#domain/parsing/layout.ts';
import type { ParsedPage, Parser, Picture } from '#domain/parsing/parsedDocument.ts';
import { ParseFailure } from '#domain/parsing/parseFailure.ts';

/** An A3 page at 600 dots per inch has 70 million; a picture that is larger once unpacked is refused unread. */
const maxPixels = 100_000_000;
/** An A4 page at 200 dots per inch: recognition is as good on it as on a larger one, and faster. */
const bestPixels = 4_000_000;
/** They are unpacked into memory whole. */
const maxBmpPixels = 25_000_000;
const maxReadPixels = 16_000_000;

/** A page for each page of a TIFF; any other picture is one page, of an animation its first frame. */
export const parseImage: Parser = async (bytes, { onProgress, scans }) => {
  const image = await openImage(bytes);
  const count = await pageCountOf(image());
  scans.reserve(count);
  const pages: ParsedPage[] = [];
  for (let index = 0; index < count; index += 1) {
    const scan = await scans.read(await pictureOf(image(index)));
    pages.push(layOutScan(index + 1, scan));
    onProgress?.(pages.length, count);
  }
  return pages;
};

/** Opens the picture anew for each of its pages. */
async function openImage(bytes: Uint8Array): Promise<(page?: number) => Sharp> {
  const { default: sharp } = await import('sharp');
  const options: SharpOptions = { limitInputPixels: maxPixels, failOn: 'error' };
  if (!isBmp(bytes)) return (page = 0) => sharp(bytes, { ...options, page });
  const { data, width, height } = decodeBmp(bytes, (await import('bmp-ts')).decode);
  // Alpha, blue, green, red; green alone is as good as grey. In another order, 1-bit files come out wrong.
  const grey = sharp(data, { raw: { width, height, channels: 4 } }).extractChannel(2);
  const pixels = await grey.raw().toBuffer();
  return () => sharp(pixels, { raw: { width, height, channels: 1 } });
}

const isBmp = (bytes: Uint8Array) => bytes[0] === 0x42 && bytes[1] === 0x4d;

function decodeBmp(bytes: Uint8Array, decode: typeof BmpDecode) {
  const file = Buffer.from(bytes);
  try {
    // The height is negative where the rows stand from top to bottom.
    if (Math.abs(file.readInt32LE(18) * file.readInt32LE(22)) <= maxBmpPixels) return decode(file);
  } catch (error) {
    throw new ParseFailure('broken', error);
  }
  throw new ParseFailure('too_large');
}

async function pageCountOf(image: Sharp): Promise<number> {
  const { format, pages = 1 } = await image.metadata().catch(refuse);
  return format === 'tiff' ? pages : 1;
}

/** Upright, on white, without colours, and of the size that is read best. */
async function pictureOf(image: Sharp): Promise<Picture> {
  const { autoOrient } = await image.metadata().catch(refuse);
  const pixels = autoOrient.width * autoOrient.height;
  const wanted = Math.min(Math.max(Math.sqrt(bestPixels / pixels), 0.5), 2);
  const scale = Math.min(wanted, Math.sqrt(maxReadPixels / pixels));
  const { data, info } = await image
    .autoOrient()
    .flatten({ background: 'white' })
    .greyscale()
    .resize({ width: Math.max(Math.round(autoOrient.width * scale), 1) })
    .png({ compressionLevel: 1 })
    .toBuffer({ resolveWithObject: true })
    .catch(refuse);
  return { png: data, width: info.width, height: info.height };
}

function refuse(error: unknown): never {
  const isLarge = error instanceof Error && /pixel limit/i.test(error.message);
  throw new ParseFailure(isLarge ? 'too_large' : 'broken', error);
}
