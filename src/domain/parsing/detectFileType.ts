import { fileTypeFromBuffer } from 'file-type';
import { isCompoundFile } from '#domain/parsing/compoundFile.ts';
import { detectCompoundType } from '#domain/parsing/detectCompoundType.ts';
import { decodeText } from '#domain/parsing/decodeText.ts';
import { detectZipType } from '#domain/parsing/detectZipType.ts';
import { textTypeByName } from '#domain/parsing/textTypes.ts';

export const supportedMimeTypes = [
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/msword',
  'application/vnd.ms-excel',
  'application/vnd.ms-powerpoint',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.oasis.opendocument.presentation',
  'application/epub+zip',
  'message/rfc822',
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/tiff',
  'image/gif',
  'image/bmp',
  'text/html',
  'text/markdown',
  'text/csv',
  'text/tab-separated-values',
  'application/json',
  'text/plain',
] as const;
export type SupportedMimeType = (typeof supportedMimeTypes)[number];

/** The PDF standard lets a header stand anywhere in the first kilobyte. */
const headerBytes = 1_024;

const markupSearched = 2_000;

/**
 * What a file is, by its content; its name decides only between kinds of text. Null for what cannot be
 * read. An empty file counts as text: that it is empty is told when it is parsed.
 */
export async function detectFileType(
  bytes: Uint8Array,
  fileName: string,
): Promise<SupportedMimeType | null> {
  if (startsWithin(bytes, '%PDF-')) return 'application/pdf';
  const container = startsWithin(bytes.subarray(0, 2), 'PK') ? detectZipType(bytes) : null;
  if (container) return container;
  if (isCompoundFile(bytes)) return detectCompoundType(bytes);
  if (isEmail(bytes, fileName)) return 'message/rfc822';
  const magic = await fileTypeFromBuffer(bytes).catch(() => undefined);
  // An archive that is cut off has no directory, but is begun in a way that tells what it was to be.
  const binary = supportedMimeTypes.find((type) => type === magic?.mime);
  if (binary && !/^(text|message)\/|json$/.test(binary)) return binary;
  const isText =
    magic === undefined || /^(text\/|application\/(xml|json)|message\/)/.test(magic.mime);
  const text = isText ? decodeText(bytes) : null;
  return text === null ? null : textType(text, fileName);
}

function textType(text: string, fileName: string): SupportedMimeType {
  const start = text.slice(0, markupSearched);
  if (isHtmlDocument(start)) return 'text/html';
  const named = textTypeByName(fileName) ?? 'text/plain';
  if (named === 'text/html' && !hasMarkup(start)) return 'text/plain';
  return named === 'application/json' && !/^\s*[[{"]/.test(start) ? 'text/plain' : named;
}

/**
 * By its name and a first line that is one of a letter's, or that of a mailbox above it: in other files such lines
 * are a text about letters.
 */
function isEmail(bytes: Uint8Array, fileName: string): boolean {
  const start = Buffer.from(bytes.subarray(0, headerBytes)).toString('latin1');
  return (
    /\.eml$/i.test(fileName) && /^\s*(>?From [^\n]*\n)?[A-Za-z][A-Za-z0-9-]*:[ \t]?\S?/.test(start)
  );
}

function startsWithin(bytes: Uint8Array, header: string): boolean {
  return Buffer.from(bytes.subarray(0, headerBytes)).includes(header, 0, 'latin1');
}

function isHtmlDocument(start: string): boolean {
  const content = start.replace(/^(\s|<!--[\s\S]*?-->|<\?xml[^>]*\?>)*/, '');
  return /^<(!doctype\s+html|html|head|body)\b/i.test(content);
}

/** A tag or a comment: enough where the name says HTML, for many pages begin with any element, or with words. */
function hasMarkup(start: string): boolean {
  return /<(!--|\/?[a-z][a-z0-9-]*[\s/>])/i.test(start);
}
