import { expect, test } from 'vitest';
import { parseFile } from '#domain/parsing/parseFile.ts';
import { relationsOf, zipOf } from '#domain/parsing/testOffice.ts';

const p = (text: string, more = '') => `<w:p>${more}<w:r><w:t>${text}</w:t></w:r></w:p>`;
const cell = (content: string) => `<w:tc>${content}</w:tc>`;
const part = (name: string, content: string) =>
  `<?xml version="1.0"?><w:${name} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${content}</w:${name}>`;
const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

test('headings, tables with several paragraphs in a cell, and footnotes under their numbers', async () => {
  const docx = zipOf({
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`,
    '_rels/.rels': relationsOf({ r1: ['officeDocument', 'word/document.xml'] }),
    'word/_rels/document.xml.rels': relationsOf({ r1: ['footnotes', 'footnotes.xml'] }),
    'word/document.xml': part(
      'document',
      `<w:body>${p('Leave', '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>')}
       <w:p><w:r><w:t>27 days</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>
       <w:tbl><w:tr>${cell(p('Who'))}${cell(p('Days'))}</w:tr><w:tr>${cell(p('Ann') + p('Lee'))}${cell(p('27'))}</w:tr></w:tbl></w:body>`,
    ),
    'word/footnotes.xml': part(
      'footnotes',
      `<w:footnote w:id="2">${p('In a full year.')}</w:footnote>`,
    ),
    'word/styles.xml': part(
      'styles',
      '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>',
    ),
  });
  const { pages } = await parseFile(docx, { fileName: 'a.docx' });
  expect(pages[0]?.text).toBe(
    'Leave\n\n27 days[1]\n\nWho | Days\nAnn Lee | 27\n\n1. In a full year.',
  );
});
