import { isCompoundFile } from '#domain/parsing/compoundFile.ts';
import { isLockedCompound } from '#domain/parsing/detectCompoundType.ts';
import { detectFileType, type SupportedMimeType } from '#domain/parsing/detectFileType.ts';
import { parseCsv } from '#domain/parsing/parseCsv.ts';
import { parseDoc } from '#domain/parsing/parseDoc.ts';
import { parseDocx } from '#domain/parsing/parseDocx.ts';
import type { ParsedDocument, ParseOptions, Parser } from '#domain/parsing/parsedDocument.ts';
import { parseEmail } from '#domain/parsing/parseEmail.ts';
import { parseEpub } from '#domain/parsing/parseEpub.ts';
import { ParseFailure } from '#domain/parsing/parseFailure.ts';
import { htmlTitle, parseHtml } from '#domain/parsing/parseHtml.ts';
import { parseImage } from '#domain/parsing/parseImage.ts';
import { parseJson } from '#domain/parsing/parseJson.ts';
import { parseMarkdown } from '#domain/parsing/parseMarkdown.ts';
import { parseOdp } from '#domain/parsing/parseOdp.ts';
import { parseOds } from '#domain/parsing/parseOds.ts';
import { parseOdt } from '#domain/parsing/parseOdt.ts';
import { parsePdf } from '#domain/parsing/parsePdf.ts';
import { parsePpt } from '#domain/parsing/parsePpt.ts';
import { parsePptx } from '#domain/parsing/parsePptx.ts';
import { parseText } from '#domain/parsing/parseText.ts';
import { parseXls } from '#domain/parsing/parseXls.ts';
import { parseXlsx } from '#domain/parsing/parseXlsx.ts';
import { openScanReader } from '#domain/parsing/scanReader.ts';

/** To add a document type: a parser here, its type in `detectFileType.ts` and a line in docs/formats.md. */
const parsers: Record<SupportedMimeType, Parser> = {
  'application/pdf': parsePdf,
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': parseDocx,
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': parsePptx,
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': parseXlsx,
  'application/msword': parseDoc,
  'application/vnd.ms-excel': parseXls,
  'application/vnd.ms-powerpoint': parsePpt,
  'application/vnd.oasis.opendocument.text': parseOdt,
  'application/vnd.oasis.opendocument.spreadsheet': parseOds,
  'application/vnd.oasis.opendocument.presentation': parseOdp,
  'application/epub+zip': parseEpub,
  'message/rfc822': parseEmail,
  'image/png': parseImage,
  'image/jpeg': parseImage,
  'image/webp': parseImage,
  'image/tiff': parseImage,
  'image/gif': parseImage,
  'image/bmp': parseImage,
  'text/html': parseHtml,
  'text/markdown': parseMarkdown,
  'text/csv': parseCsv,
  'text/tab-separated-values': parseCsv,
  'application/json': parseJson,
  'text/plain': parseText,
};

export type ParseLimits = { maxPages: number; maxCharacters: number; maxScans: number };

/** Read in a quarter of an hour. */
export const maxScans = 300;
const defaultLimits: ParseLimits = { maxPages: 20_000, maxCharacters: 50_000_000, maxScans };

type FileOptions = Pick<ParseOptions, 'onProgress'> & {
  fileName: string;
  limits?: ParseLimits;
  /** Pages that are pictures, in all parts of the file: to read one takes seconds. */
  onScans?: (total: number) => void;
};

/**
 * A file's text by page, with that of the files attached to it, but not of those attached to these.
 * @throws ParseFailure when the file is what cannot be read
 */
export async function parseFile(bytes: Uint8Array, options: FileOptions): Promise<ParsedDocument> {
  const { fileName, limits = defaultLimits, onProgress, onScans } = options;
  await using scans = openScanReader({ maxScans: limits.maxScans, onScans });
  return await parseBytes(bytes, fileName, {
    limits,
    scans,
    ...(onProgress && { onProgress }),
    parseAttachment: (content, name) => parseBytes(content, name, { limits, scans }),
  });
}

async function parseBytes(
  bytes: Uint8Array,
  fileName: string,
  { limits, ...options }: ParseOptions & { limits: ParseLimits },
): Promise<ParsedDocument> {
  if (bytes.byteLength === 0) throw new ParseFailure('empty');
  if (isCompoundFile(bytes) && isLockedCompound(bytes)) throw new ParseFailure('encrypted');
  const type = await detectFileType(bytes, fileName);
  if (type === null) throw new ParseFailure('unsupported');
  const pages = await parsers[type](bytes, options).catch((error: unknown) => {
    throw error instanceof RangeError ? new ParseFailure('too_large', error) : error;
  });
  const characters = pages.reduce((sum, { text }) => sum + text.length, 0);
  if (characters === 0) throw new ParseFailure('empty');
  if (pages.length > limits.maxPages || characters > limits.maxCharacters)
    throw new ParseFailure('too_large');
  return { pages, title: type === 'text/html' ? htmlTitle(bytes) : null };
}
