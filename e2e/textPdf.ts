const pagesPerNode = 25;

/** A PDF of plain text pages, as small as the format allows (ISO 32000-1, 7.5), its page tree of two levels. */
export function textPdf(pages: readonly (readonly string[])[]): Buffer {
  const nodeCount = Math.ceil(pages.length / pagesPerNode);
  const pageObject = (index: number) => 4 + nodeCount + index * 2;
  const references = (count: number, object: (index: number) => number) =>
    Array.from({ length: count }, (_, index) => `${object(index)} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${references(nodeCount, (node) => 4 + node)}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...Array.from({ length: nodeCount }, (_, node) => {
      const first = node * pagesPerNode;
      const count = Math.min(pagesPerNode, pages.length - first);
      const kids = references(count, (index) => pageObject(first + index));
      return `<< /Type /Pages /Parent 2 0 R /Count ${count} /Kids [${kids}] >>`;
    }),
    ...pages.flatMap((lines, index) => {
      const shown = lines.map((line) => `(${line.replaceAll(/[()\\]/g, '\\$&')}) Tj T*`).join('\n');
      const content = `BT /F1 10 Tf 14 TL 50 790 Td\n${shown}\nET`;
      const node = 4 + Math.floor(index / pagesPerNode);
      return [
        `<< /Type /Page /Parent ${node} 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${pageObject(index) + 1} 0 R >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ];
    }),
  ];
  let pdf = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = pdf.length;
    pdf += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  return Buffer.from(
    `${pdf}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${pdf.length}\n%%EOF\n`,
    'latin1',
  );
}
