import mammoth from 'mammoth';
import { htmlBlocks } from '#domain/parsing/parseHtml.ts';
import { paginate } from '#domain/parsing/layout.ts';
import type { Parser } from '#domain/parsing/parsedDocument.ts';
import { ParseFailure } from '#domain/parsing/parseFailure.ts';

/** Headings, paragraphs, lists, tables and footnotes; pictures are left out. */
export const parseDocx: Parser = async (bytes) => {
  const html = await mammoth
    .convertToHtml(
      { buffer: Buffer.from(bytes) },
      { convertImage: mammoth.images.imgElement(async () => ({ src: '' })) },
    )
    .then(({ value }) => value)
    .catch((error: unknown) => {
      throw new ParseFailure('broken', error);
    });
  return paginate(htmlBlocks(html));
};
