import { fileTypeFromBuffer } from 'file-type';
import { decodeText } from '#domain/parsing/decodeText.ts';

export const supportedMimeTypes = [
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'text/html',
  'text/markdown',
  'text/plain',
] as const;
export type SupportedMimeType = (typeof supportedMimeTypes)[number];

/** The PDF standard lets a header stand anywhere in the first kilobyte. */
const headerBytes = 1_024;

/**
 * What a file is, by its content; its name decides only between kinds of text. Null for what cannot be
 * read. An empty file counts as text: that it is empty is told when it is parsed.
 */
export async function detectFileType(
  bytes: Uint8Array,
  fileName: string,
): Promise<SupportedMimeType | null> {
  if (startsWithin(bytes, '%PDF-')) return 'application/pdf';
  const magic = await fileTypeFromBuffer(bytes).catch(() => undefined);
  const binary = supportedMimeTypes.find((type) => type === magic?.mime);
  if (binary) return binary;
  const isText = magic === undefined || /^(text\/|application\/xml)/.test(magic.mime);
  const text = isText ? decodeText(bytes) : null;
  if (text === null) return null;
  if (looksLikeHtml(text)) return 'text/html';
  return /\.(md|markdown|mdown)$/i.test(fileName) ? 'text/markdown' : 'text/plain';
}

function startsWithin(bytes: Uint8Array, header: string): boolean {
  return Buffer.from(bytes.subarray(0, headerBytes)).includes(header, 0, 'latin1');
}

function looksLikeHtml(text: string): boolean {
  const start = text.slice(0, 2_000).replace(/^(\s|<!--[\s\S]*?-->|<\?xml[^>]*\?>)*/, '');
  return /^<(!doctype\s+html|html|head|body)\b/i.test(start);
}
