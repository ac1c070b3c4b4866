import { paginate } from '#domain/parsing/layout.ts';
import { readOpenDocument } from '#domain/parsing/openDocument.ts';
import { openDocumentBlocks } from '#domain/parsing/openDocumentBlocks.ts';
import type { Parser } from '#domain/parsing/parsedDocument.ts';

/** Headings, paragraphs, lists, tables and, at the end under their signs, notes; pictures are left out. */
export const parseOdt: Parser = async (bytes) => {
  const document = readOpenDocument(bytes);
  const text = document.$('office\\:text').first();
  const blocksOf = openDocumentBlocks(document, 'office\\:text');
  return paginate(text.toArray().flatMap(blocksOf));
};
