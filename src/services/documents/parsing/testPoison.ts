import { deflateSync, gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { type Zippable, zipSync } from 'fflate';
import { bmp, gif, pixel, png, tiff } from '#services/documents/parsing/testPictures.ts';

export type PoisonFile = {
  name: string;
  make: () => Uint8Array;
  /** `ingested`, or part of the sentence that the person who uploaded it is told. */
  ends: 'ingested' | RegExp;
};

const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../../../e2e/fixtures/${name}`, import.meta.url)));
const bytes = (text: string) => new TextEncoder().encode(text);
const sentence = 'The review of the budget falls into the second week of the month. ';

/** What people upload by accident, and others on purpose. */
export const poisonFiles: readonly PoisonFile[] = [
  { name: 'zero.txt', make: () => new Uint8Array(), ends: /no text/ },
  {
    name: 'truncated.pdf',
    make: () => fixture('handbook.pdf').slice(0, 2_000),
    ends: /damaged|no text/,
  },
  { name: 'encrypted.pdf', make: () => fixture('encrypted.pdf'), ends: /password/ },
  { name: 'empty pages.pdf', make: () => pdf(10_000, ''), ends: /no text/ },
  { name: 'bomb.pdf', make: () => pdf(1, null), ends: /too large|too long|damaged|no text/ },
  { name: 'bomb.docx', make: docxBomb, ends: /too large|damaged/ },
  {
    name: 'bomb.xlsx',
    make: () => archiveBomb('xl/workbook.xml', 'xl/worksheets/sheet1.xml'),
    ends: /too large|damaged/,
  },
  {
    name: 'bomb.pptx',
    make: () => archiveBomb('ppt/presentation.xml', 'ppt/slides/slide1.xml'),
    ends: /too large|damaged/,
  },
  {
    name: 'bomb.epub',
    make: () => archiveBomb('META-INF/container.xml', 'chapter.xhtml'),
    ends: /too large|damaged/,
  },
  {
    name: 'many entries.pptx',
    make: () => archiveBomb('ppt/presentation.xml', null),
    ends: /too large|damaged/,
  },
  { name: 'slip.docx', make: zipSlip, ends: /damaged|cannot be read/ },
  {
    name: 'deep.html',
    make: () => bytes(`<html><body>${'<div>'.repeat(50_000)}deep${'</div>'.repeat(50_000)}`),
    ends: /too large|too long|damaged/,
  },
  { name: 'a PDF named.txt', make: () => fixture('handbook.pdf'), ends: 'ingested' },
  { name: 'a text named.pdf', make: () => bytes(sentence), ends: 'ingested' },
  { name: 'a picture named.docx', make: pixel, ends: /no text/ },
  { name: 'bomb.png', make: () => png(30_000), ends: /too large/ },
  { name: 'bomb of a picture.pdf', make: picturePdf, ends: /no text|too large/ },
  {
    name: 'truncated.jpg',
    make: () => fixture('corpus/office-sideways.jpg').slice(0, 10_000),
    ends: /damaged/,
  },
  { name: 'truncated.png', make: () => png(100).slice(0, 60), ends: /damaged/ },
  { name: 'thousands of frames.gif', make: () => gif(20_000), ends: /no text/ },
  { name: 'thousands of pages.tiff', make: () => tiff(20_000), ends: /300 scanned pages/ },
  { name: 'bomb.bmp', make: bmp, ends: /too large/ },
  { name: 'entity.svg', make: svg, ends: 'ingested' },
  { name: 'binary named.txt', make: () => gzipSync(bytes(sentence)), ends: /cannot be read/ },
  {
    name: 'invalid UTF-8.txt',
    make: () => new Uint8Array([...bytes(sentence), 0xc3, 0x28, 0xff, ...bytes(` ${sentence}`)]),
    ends: 'ingested',
  },
  {
    name: 'UTF-16 LE.txt',
    make: () => utf16([0xff, 0xfe], (text) => Buffer.from(text, 'utf16le')),
    ends: 'ingested',
  },
  {
    name: 'UTF-16 BE.txt',
    make: () => utf16([0xfe, 0xff], (text) => Buffer.from(text, 'utf16le').swap16()),
    ends: 'ingested',
  },
  { name: '30 MB.txt', make: () => bytes(`${sentence}\n`.repeat(460_000)), ends: 'ingested' },
  { name: '100 MB.txt', make: () => bytes(`${sentence}\n`.repeat(1_530_000)), ends: /too large/ },
  {
    name: `../${'📄'.repeat(150)}\u0000../${'n'.repeat(300)}.txt`,
    make: () => bytes(sentence),
    ends: 'ingested',
  },
];

/** Pages that share one stream: `content`, or with null 2 GB of spaces, which deflate to 2 MB. */
function pdf(pageCount: number, content: string | null): Uint8Array {
  const stream =
    content === null
      ? deflateSync(deflateSync(Buffer.alloc(1 << 30, ' '), { level: 9 }), { level: 9 })
      : deflateSync(content);
  const filter = content === null ? '[/FlateDecode /FlateDecode]' : '/FlateDecode';
  const kids = Array.from({ length: pageCount }, (_, index) => `${index + 4} 0 R`).join(' ');
  const objects = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from(`<< /Type /Pages /Kids [${kids}] /Count ${pageCount} >>`),
    Buffer.concat([
      Buffer.from(`<< /Length ${stream.length} /Filter ${filter} >>\nstream\n`),
      stream,
      Buffer.from('\nendstream'),
    ]),
    ...Array.from({ length: pageCount }, () =>
      Buffer.from('<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 3 0 R >>'),
    ),
  ];
  return assemblePdf(objects);
}

function assemblePdf(objects: readonly Buffer[]): Uint8Array {
  const parts = [Buffer.from('%PDF-1.7\n')];
  let length = parts[0]?.length ?? 0;
  const offsets: number[] = [];
  for (const [index, object] of objects.entries()) {
    offsets.push(length);
    const part = Buffer.concat([
      Buffer.from(`${index + 1} 0 obj\n`),
      object,
      Buffer.from('\nendobj\n'),
    ]);
    parts.push(part);
    length += part.length;
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return new Uint8Array(Buffer.concat(parts));
}

const contentTypes = bytes(
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
);
const relations = bytes(
  '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
);

/** A few hundred kilobytes that are 400 MB of one paragraph. */
function docxBomb(): Uint8Array {
  const head = `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>`;
  const body = Buffer.concat([
    Buffer.from(head),
    Buffer.alloc(400 * 1024 * 1024, 'a'),
    Buffer.from('</w:t></w:r></w:p></w:body></w:document>'),
  ]);
  return zipSync({
    '[Content_Types].xml': contentTypes,
    '_rels/.rels': relations,
    'word/document.xml': new Uint8Array(body),
  });
}

/** A container of the kind that `mark` makes it, with 400 MB in `path`, or with null of 30,000 entries. */
function archiveBomb(mark: string, path: string | null): Uint8Array {
  const files: Zippable = { [mark]: bytes('<x/>') };
  if (path !== null) files[path] = new Uint8Array(400 * 1024 * 1024).fill(0x61);
  else for (let index = 0; index < 30_000; index += 1) files[`ppt/${index}.xml`] = new Uint8Array();
  return zipSync(files);
}

/** An archive whose entries would be written above the folder that it is unpacked to. */
function zipSlip(): Uint8Array {
  return zipSync({
    '[Content_Types].xml': contentTypes,
    '_rels/.rels': relations,
    '../../../../word/document.xml': bytes('<w:document/>'),
  });
}

/** A page that one picture of 900 million pixels covers. */
function picturePdf(): Uint8Array {
  const pixels = deflateSync(Buffer.alloc((30_000 * 30_000) / 8));
  const content = 'q 612 0 0 792 0 0 cm /P Do Q';
  return assemblePdf([
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from('<< /Type /Pages /Kids [3 0 R] /Count 1 >>'),
    Buffer.from(
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /XObject << /P 5 0 R >> >> >>',
    ),
    Buffer.from(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`),
    Buffer.concat([
      Buffer.from(
        `<< /Type /XObject /Subtype /Image /Width 30000 /Height 30000 /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /FlateDecode /Length ${pixels.length} >>\nstream\n`,
      ),
      pixels,
      Buffer.from('\nendstream'),
    ]),
  ]);
}

/** Read as the text that it is written in; what the entity names is not fetched. */
function svg(): Uint8Array {
  return bytes(
    '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>',
  );
}

function utf16(mark: readonly number[], encode: (text: string) => Buffer): Uint8Array {
  return new Uint8Array([...mark, ...encode(sentence)]);
}
