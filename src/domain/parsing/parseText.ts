import { cleanLines } from '#domain/parsing/cleanText.ts';
import { decodeText } from '#domain/parsing/decodeText.ts';
import { paginate } from '#domain/parsing/layout.ts';
import type { Parser, SourceBlock } from '#domain/parsing/parsedDocument.ts';
import { ParseFailure } from '#domain/parsing/parseFailure.ts';

/** Lines as they are; a blank line ends a paragraph. */
export const parseText: Parser = async (bytes) => {
  const text = decodeText(bytes);
  if (text === null) throw new ParseFailure('broken');
  const paragraphs = cleanLines(text).split(/\n{2,}/);
  return paginate(
    paragraphs.map((paragraph): SourceBlock => ({ kind: 'paragraph', text: paragraph })),
  );
};
