/** Text on a page: its left end and its distance from the top, in points. */
export type TestLine = { text: string; x?: number; y: number; size?: number };

const height = 842;
/** What a simple font has no code for, by codes that it has to spare. */
const special = new Map([
  ['\u00ad', '\u0001'],
  ['\u2010', '\u0002'],
]);
const toUnicode = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange
1 beginbfrange <20> <7E> <0020> endbfrange
2 beginbfchar <01> <00AD> <02> <2010> endbfchar
endcmap end end`;

/** A PDF of A4 pages, each with its lines in Helvetica. */
export function pdfOf(pages: readonly (readonly TestLine[])[]): Uint8Array {
  const stream = (content: string) =>
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;
  const kids = pages.map((_, index) => `${5 + index * 2} 0 R`);
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 4 0 R /Encoding << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [1 /hyphen /hyphen] >> >>',
    stream(toUnicode),
    ...pages.flatMap((lines, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 ${height}] /Resources << /Font << /F 3 0 R >> >> /Contents ${6 + index * 2} 0 R >>`,
      stream(lines.map(showLine).join('\n')),
    ]),
  ];
  let file = '%PDF-1.7\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  const size = objects.length + 1;
  return Buffer.from(
    `${file}xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}trailer << /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF`,
    'latin1',
  );
}

function showLine({ text, x = 72, y, size = 11 }: TestLine): string {
  const codes = text
    .replaceAll(/[\u00ad\u2010]/g, (character) => special.get(character) ?? '')
    .replaceAll(/[\\()]/g, '\\$&');
  return `BT /F ${size} Tf ${x} ${height - y} Td (${codes}) Tj ET`;
}
