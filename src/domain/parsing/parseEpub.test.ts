import { expect, test } from 'vitest';
import { parseFile } from '#domain/parsing/parseFile.ts';
import { zipOf } from '#domain/parsing/testOffice.ts';

const container =
  '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>';
const chapter = (title: string, body: string) =>
  `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title><script src="x.js"/></head><body><h1>${title}</h1>${body}</body></html>`;

function epubOf(others: Record<string, string> = {}): Uint8Array {
  return zipOf({
    mimetype: 'application/epub+zip',
    'META-INF/container.xml': container,
    'OEBPS/book.opf': `<package><manifest>
      <item id="nav" href="nav.xhtml" properties="nav"/>
      <item id="b" href="text/b%20two.xhtml"/><item id="a" href="text/a.xhtml"/>
      </manifest><spine><itemref idref="nav"/><itemref idref="a"/><itemref idref="b"/></spine></package>`,
    'OEBPS/nav.xhtml': chapter('Contents', '<nav>One, Two</nav>'),
    'OEBPS/text/a.xhtml': chapter(
      'One',
      '<p>It was <i>late</i>.<a id="p1"/></p><aside><p>A note.</p></aside>',
    ),
    'OEBPS/text/b two.xhtml': chapter('Two', '<p>It was early.</p>'),
    ...others,
  });
}

test('a chapter is a page, in reading order, without the table of contents', async () => {
  const { pages } = await parseFile(epubOf(), { fileName: 'book.epub' });
  expect(pages.map(({ text }) => text)).toEqual([
    'One\n\nIt was late.\n\nA note.',
    'Two\n\nIt was early.',
  ]);
  expect(pages[0]?.blocks[0]).toMatchObject({ kind: 'heading', level: 1 });
});

test('a book with its chapters locked is told apart from one with its fonts hidden', async () => {
  const locked = (path: string) =>
    epubOf({
      'META-INF/encryption.xml': `<encryption><enc:CipherReference URI="${path}"/></encryption>`,
    });
  const read = (bytes: Uint8Array) => parseFile(bytes, { fileName: 'book.epub' });
  await expect(read(locked('OEBPS/text/a.xhtml'))).rejects.toMatchObject({ code: 'encrypted' });
  expect((await read(locked('OEBPS/font.otf'))).pages).toHaveLength(2);
});
