import { readFileSync } from 'node:fs';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { textPdf } from '../e2e/textPdf.ts';

export type FormatFile = {
  format: string;
  fileName: string;
  bytes: Uint8Array;
  /** How often it is read, one after the other: small ones would only show how fast a process starts. */
  times: number;
  /** The program that reads it too, with its arguments for the file at a path. */
  peer?: { name: string; args: (path: string) => string[] };
};

type Chapters = readonly (readonly string[])[];

const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../e2e/fixtures/corpus/${name}`, import.meta.url)));
const pandoc = (format: string) => ({
  name: 'pandoc',
  args: (path: string) => ['-f', format, '-t', 'plain', path],
});
const tesseract = {
  name: 'tesseract',
  args: (path: string) => [path, '-', '-l', 'eng+vie+tha'],
};
const mailHead =
  'From: a@example.com\r\nTo: b@example.com\r\nSubject: Bench\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n';

/** The same chapters in every format that carries text; slides, sheets, old Word and scans from the fixtures. */
export function formatFiles(chapters: Chapters): FormatFile[] {
  const html = `<!doctype html><title>Bench</title><body>${htmlOf(chapters)}`;
  const markdown = chapters
    .map((lines, index) => `# Chapter ${index}\n\n${lines.join('\n\n')}`)
    .join('\n\n');
  return [
    {
      format: 'pdf',
      fileName: 'a.pdf',
      bytes: textPdf(chapters),
      times: 1,
      peer: { name: 'pdftotext', args: (path) => [path, '-'] },
    },
    {
      format: 'docx',
      fileName: 'a.docx',
      bytes: docx(chapters),
      times: 1,
      peer: pandoc('docx'),
    },
    { format: 'doc', fileName: 'a.doc', bytes: fixture('handbook.doc'), times: 20 },
    {
      format: 'odt',
      fileName: 'a.odt',
      bytes: odt(chapters),
      times: 1,
      peer: pandoc('odt'),
    },
    {
      format: 'epub',
      fileName: 'a.epub',
      bytes: epub(chapters),
      times: 1,
      peer: pandoc('epub'),
    },
    { format: 'html', fileName: 'a.html', bytes: strToU8(html), times: 1, peer: pandoc('html') },
    {
      format: 'markdown',
      fileName: 'a.md',
      bytes: strToU8(markdown),
      times: 1,
      peer: pandoc('markdown'),
    },
    { format: 'text', fileName: 'a.txt', bytes: strToU8(markdown), times: 1 },
    { format: 'json', fileName: 'a.json', bytes: strToU8(JSON.stringify(chapters)), times: 1 },
    { format: 'csv', fileName: 'a.csv', bytes: strToU8(csv(chapters)), times: 1 },
    { format: 'pptx', fileName: 'a.pptx', bytes: fixture('slides.pptx'), times: 20 },
    { format: 'xlsx', fileName: 'a.xlsx', bytes: fixture('staff.xlsx'), times: 20 },
    { format: 'xls', fileName: 'a.xls', bytes: fixture('staff.xls'), times: 20 },
    { format: 'ppt', fileName: 'a.ppt', bytes: fixture('real/notes.ppt'), times: 20 },
    { format: 'odp', fileName: 'a.odp', bytes: fixture('slides.odp'), times: 20 },
    { format: 'ods', fileName: 'a.ods', bytes: fixture('staff.ods'), times: 20 },
    { format: 'email', fileName: 'a.eml', bytes: strToU8(`${mailHead}${markdown}`), times: 1 },
    {
      format: 'scan',
      fileName: 'a.tiff',
      bytes: fixture('two-pages.tiff'),
      times: 1,
      peer: tesseract,
    },
    { format: 'png', fileName: 'a.png', bytes: fixture('quy-che.png'), times: 1, peer: tesseract },
    { format: 'scanned_pdf', fileName: 'b.pdf', bytes: fixture('mixed-scan.pdf'), times: 1 },
  ];
}

const htmlOf = (chapters: Chapters) =>
  chapters
    .map(
      (lines, index) =>
        `<h1>Chapter ${index}</h1>${lines.map((line) => `<p>${line}</p>`).join('')}`,
    )
    .join('');

const csv = (chapters: Chapters) =>
  `Chapter,Text\n${chapters.flatMap((lines, index) => lines.map((line) => `${index},${line}`)).join('\n')}`;

const zip = (files: Record<string, string>) =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([path, text]) => [path, strToU8(text)]),
    ) satisfies Zippable,
  );

const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';

function docx(chapters: Chapters): Uint8Array {
  const paragraphs = chapters
    .flat()
    .map((line) => `<w:p><w:r><w:t>${line}</w:t></w:r></w:p>`)
    .join('');
  return zip({
    '[Content_Types].xml': `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${relations}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraphs}</w:body></w:document>`,
  });
}

function odt(chapters: Chapters): Uint8Array {
  const namespaces = ['office', 'text'].map(
    (prefix) => `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${prefix}:1.0"`,
  );
  const paragraphs = chapters.flat().map((line) => `<text:p>${line}</text:p>`);
  return zip({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': `<office:document-content ${namespaces.join(' ')}><office:body><office:text>${paragraphs.join('')}</office:text></office:body></office:document-content>`,
    'styles.xml': `<office:document-styles ${namespaces.join(' ')}><office:styles/><office:automatic-styles/><office:master-styles/></office:document-styles>`,
  });
}

function epub(chapters: Chapters): Uint8Array {
  const ids = chapters.map((_, index) => `c${index}`);
  const items = ids.map(
    (id) => `<item id="${id}" href="${id}.xhtml" media-type="application/xhtml+xml"/>`,
  );
  const spine = ids.map((id) => `<itemref idref="${id}"/>`);
  return zip({
    mimetype: 'application/epub+zip',
    'META-INF/container.xml':
      '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    'book.opf': `<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">bench</dc:identifier><dc:title>Bench</dc:title><dc:language>en</dc:language></metadata><manifest>${items.join('')}</manifest><spine>${spine.join('')}</spine></package>`,
    ...Object.fromEntries(
      chapters.map((lines, index) => [
        `c${index}.xhtml`,
        `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>${index}</title></head><body>${htmlOf([lines])}</body></html>`,
      ]),
    ),
  });
}
