import { docxHeadings } from '#domain/parsing/docxHeadings.ts';
import { plainDocxParts } from '#domain/parsing/docxParts.ts';
import { paginate } from '#domain/parsing/layout.ts';
import { withNumbers } from '#domain/parsing/listNumbers.ts';
import type { Parser } from '#domain/parsing/parsedDocument.ts';
import { ParseFailure } from '#domain/parsing/parseFailure.ts';
import { htmlBlocks } from '#domain/parsing/parseHtml.ts';
import { readZip, storeEntries } from '#domain/parsing/readZip.ts';

/** From a note back to its number in the text. */
const backLink = /<a href="#(?:foot|end)note-ref-[^"]*">[^<]*<\/a>/g;

/** Headings, paragraphs, lists, tables and, at the end under their numbers, notes; pictures are left out. */
export const parseDocx: Parser = async (bytes) => {
  const { default: mammoth } = await import('mammoth');
  const entries = readZip(bytes, (path) => /\.(xml|rels)$/i.test(path));
  const html = await mammoth
    .convertToHtml(
      { buffer: Buffer.from(storeEntries(plainDocxParts(entries))) },
      {
        convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
        styleMap: docxHeadings(entries),
      },
    )
    .then(({ value }) => value)
    .catch((error: unknown) => {
      throw new ParseFailure('broken', error);
    });
  const blocks = htmlBlocks(html.replaceAll(backLink, ''));
  return paginate(
    blocks
      .map((block) => ({ ...block, text: withNumbers(block.text) }))
      // An item of a list that nobody has filled in.
      .filter(({ kind, text }) => kind !== 'list_item' || /\s/.test(text)),
  );
};
