import { detectFileType, type SupportedMimeType } from '#domain/parsing/detectFileType.ts';
import { parseDocx } from '#domain/parsing/parseDocx.ts';
import type { ParsedDocument, ParseOptions, Parser } from '#domain/parsing/parsedDocument.ts';
import { ParseFailure } from '#domain/parsing/parseFailure.ts';
import { parseHtml } from '#domain/parsing/parseHtml.ts';
import { parseMarkdown } from '#domain/parsing/parseMarkdown.ts';
import { parsePdf } from '#domain/parsing/parsePdf.ts';
import { parseText } from '#domain/parsing/parseText.ts';

/** To add a document type: a parser here and its type in `detectFileType.ts`. */
const parsers: Record<SupportedMimeType, Parser> = {
  'application/pdf': parsePdf,
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': parseDocx,
  'text/html': parseHtml,
  'text/markdown': parseMarkdown,
  'text/plain': parseText,
};

export type ParseLimits = { maxPages: number; maxCharacters: number };

const defaultLimits: ParseLimits = { maxPages: 20_000, maxCharacters: 50_000_000 };

/**
 * A file's text by page.
 * @throws ParseFailure when the file is what cannot be read
 */
export async function parseFile(
  bytes: Uint8Array,
  {
    fileName,
    limits = defaultLimits,
    ...options
  }: ParseOptions & { fileName: string; limits?: ParseLimits },
): Promise<ParsedDocument> {
  if (bytes.byteLength === 0) throw new ParseFailure('empty');
  const type = await detectFileType(bytes, fileName);
  if (type === null) throw new ParseFailure('unsupported');
  const pages = await parsers[type](bytes, options);
  const characters = pages.reduce((sum, { text }) => sum + text.length, 0);
  if (characters === 0) throw new ParseFailure('empty');
  if (pages.length > limits.maxPages || characters > limits.maxCharacters)
    throw new ParseFailure('too_large');
  return { pages };
}
