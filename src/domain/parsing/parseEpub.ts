import { archivePath } from '#domain/parsing/archivePath.ts';
import { decodeText } from '#domain/parsing/decodeText.ts';
import { paginateParts } from '#domain/parsing/layout.ts';
import type { Parser } from '#domain/parsing/parsedDocument.ts';
import { ParseFailure } from '#domain/parsing/parseFailure.ts';
import { htmlBlocks } from '#domain/parsing/parseHtml.ts';
import { readXml } from '#domain/parsing/readXml.ts';
import { readZip, type ZipEntries } from '#domain/parsing/readZip.ts';

const containerPath = 'META-INF/container.xml';
const encryptionPath = 'META-INF/encryption.xml';

/** A page for each item of the spine, in reading order. */
export const parseEpub: Parser = async (bytes, { onProgress }) => {
  const entries = readZip(bytes, (path) => /\.(xml|opf|x?html?)$/i.test(path));
  const chapters = chapterPaths(entries);
  if (isLocked(entries, chapters)) throw new ParseFailure('encrypted');
  const parts = chapters.map((path, index) => {
    const chapter = entries.get(path);
    const html = chapter ? decodeText(chapter) : null;
    onProgress?.(index + 1, chapters.length);
    return html === null ? [] : htmlBlocks(html);
  });
  return paginateParts(parts);
};

function chapterPaths(entries: ZipEntries): string[] {
  const container = readXml(entries, containerPath);
  const packagePath = container('rootfile').first().attr('full-path') ?? '';
  const $ = readXml(entries, packagePath);
  // Its elements have a prefix in some books.
  const named = (name: string) => $(`${name}, opf\\:${name}`).toArray();
  const items = new Map(
    named('item')
      // The table of contents says what the chapters' headings say.
      .filter((item) => !/\bnav\b/.test($(item).attr('properties') ?? ''))
      .map((item) => [$(item).attr('id'), archivePath(packagePath, $(item).attr('href') ?? '')]),
  );
  const paths = named('itemref')
    .map((reference) => items.get($(reference).attr('idref')))
    .filter((path) => path !== undefined);
  if (paths.length === 0) throw new ParseFailure('empty');
  return paths;
}

/** Bought books are; one whose fonts alone are hidden can be read. */
function isLocked(entries: ZipEntries, chapters: readonly string[]): boolean {
  if (!entries.has(encryptionPath)) return false;
  const $ = readXml(entries, encryptionPath);
  const hidden = new Set(
    $('enc\\:CipherReference, CipherReference')
      .toArray()
      .map((reference) => archivePath('', $(reference).attr('URI') ?? '')),
  );
  return chapters.some((path) => hidden.has(path));
}
