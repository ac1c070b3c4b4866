import { htmlBlocks } from '#domain/parsing/parseHtml.ts';
import { paginate } from '#domain/parsing/layout.ts';
import type { Parser } from '#domain/parsing/parsedDocument.ts';
import { ParseFailure } from '#domain/parsing/parseFailure.ts';
import { storeZip } from '#domain/parsing/readZip.ts';

/** From a note back to its number in the text. */
const backLink = /<a href="#(?:foot|end)note-ref-[^"]*">[^<]*<\/a>/g;

/** Headings, paragraphs, lists, tables and, at the end under their numbers, notes; pictures are left out. */
export const parseDocx: Parser = async (bytes) => {
  const { default: mammoth } = await import('mammoth');
  const text = storeZip(bytes, (path) => /\.(xml|rels)$/i.test(path));
  const html = await mammoth
    .convertToHtml(
      { buffer: Buffer.from(text) },
      { convertImage: mammoth.images.imgElement(async () => ({ src: '' })) },
    )
    .then(({ value }) => value)
    .catch((error: unknown) => {
      throw new ParseFailure('broken', error);
    });
  return paginate(htmlBlocks(html.replaceAll(backLink, '')));
};
