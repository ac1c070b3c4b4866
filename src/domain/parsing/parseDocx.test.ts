import { expect, test } from 'vitest';
import { parseFile } from '#domain/parsing/parseFile.ts';
import { relationsOf, zipOf } from '#domain/parsing/testOffice.ts';

const p = (text: string, more = '') => `<w:p>${more}<w:r><w:t>${text}</w:t></w:r></w:p>`;
const cell = (content: string) => `<w:tc>${content}</w:tc>`;
const part = (name: string, content: string) =>
  `<?xml version="1.0"?><w:${name} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${content}</w:${name}>`;
const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

const rootOf = (body: string) => ({
  '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`,
  '_rels/.rels': relationsOf({ r1: ['officeDocument', 'word/document.xml'] }),
  'word/document.xml': part('document', `<w:body>${body}</w:body>`),
});
const blocksOf = async (docx: Uint8Array) => {
  const { pages } = await parseFile(docx, { fileName: 'a.docx' });
  return pages.flatMap(({ text, blocks }) =>
    blocks.map(({ kind, level, start, end }) => [kind, level, text.slice(start, end)]),
  );
};

test('headings, tables with several paragraphs in a cell, and footnotes under their numbers', async () => {
  const docx = zipOf({
    ...rootOf(
      `${p('Leave', '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>')}
       <w:p><w:r><w:t>27 days</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>
       <w:tbl><w:tr>${cell(p('Who'))}${cell(p('Days'))}</w:tr><w:tr>${cell(p('Ann') + p('Lee'))}${cell(p('27'))}</w:tr></w:tbl>`,
    ),
    'word/_rels/document.xml.rels': relationsOf({ r1: ['footnotes', 'footnotes.xml'] }),
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

const styled = (style: string) => `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`;
const style = (level: number) =>
  `<w:style w:type="paragraph" w:styleId="H${level}"><w:name w:val="heading ${level}"/></w:style>`;
const item = (level: number, list: number) =>
  `<w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr></w:pPr>`;
const list = (format: string) =>
  [0, 1].map((level) => `<w:lvl w:ilvl="${level}"><w:numFmt w:val="${format}"/></w:lvl>`).join('');

test('headings have their levels, and items of lists their numbers or bullets', async () => {
  const docx = zipOf({
    ...rootOf(
      p('Leave', styled('H1')) +
        p('Asking for it', styled('H2')) +
        p('Ask the team', item(0, 1)) +
        p('Ask the office', item(0, 1)) +
        p('by mail', item(1, 1)) +
        p('Pay', styled('H1')) +
        p('on time', item(0, 2)) +
        p('Ask again', item(0, 3)),
    ),
    'word/_rels/document.xml.rels': relationsOf({
      r1: ['styles', 'styles.xml'],
      r2: ['numbering', 'numbering.xml'],
    }),
    'word/styles.xml': part('styles', style(1) + style(2)),
    'word/numbering.xml': part(
      'numbering',
      `<w:abstractNum w:abstractNumId="1">${list('decimal')}</w:abstractNum><w:abstractNum w:abstractNumId="2">${list('bullet')}</w:abstractNum>
       <w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>`,
    ),
  });
  expect(await blocksOf(docx)).toEqual([
    ['heading', 1, 'Leave'],
    ['heading', 2, 'Asking for it'],
    ['list_item', undefined, '1. Ask the team'],
    ['list_item', undefined, '2. Ask the office'],
    ['list_item', undefined, '1. by mail'],
    ['heading', 1, 'Pay'],
    ['list_item', undefined, '• on time'],
    ['list_item', undefined, '1. Ask again'],
  ]);
});

const level = (at: number, format: string, text: string, more = '') =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
const num = (id: number, definition: number, more = '') =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${definition}"/>${more}</w:num>`;
const numbered = (body: string, styles = '') =>
  zipOf({
    ...rootOf(body),
    'word/_rels/document.xml.rels': relationsOf({
      r1: ['styles', 'styles.xml'],
      r2: ['numbering', 'numbering.xml'],
    }),
    'word/styles.xml': part('styles', style(1) + styles),
    'word/numbering.xml': part(
      'numbering',
      `<w:abstractNum w:abstractNumId="1">${level(0, 'decimal', '%1.')}${level(1, 'lowerLetter', '(%2)')}${level(2, 'lowerRoman', '%1.%3')}</w:abstractNum>
       <w:abstractNum w:abstractNumId="2">${level(0, 'upperRoman', 'Article %1', '<w:pStyle w:val="Article"/>')}${level(1, 'decimal', '%1.%2', '<w:isLgl/>')}</w:abstractNum>
       ${num(1, 1)}${num(2, 2)}${num(3, 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>')}`,
    ),
  });

test('numbers are those that Word shows: after other text, by level, by style, begun anew', async () => {
  const docx = numbered(
    p('Ask', item(0, 1)) +
      p('the team', item(1, 1)) +
      p('the office', item(1, 1)) +
      p('by mail', item(2, 1)) +
      p('In between') +
      p('Go', item(0, 1)) +
      p('by train', item(1, 1)) +
      p('Anew', item(0, 3)) +
      p('On', item(0, 3)) +
      p('Leave', styled('Article')) +
      p('27 days', item(1, 2)) +
      p('', item(0, 1)) +
      `<w:tbl><w:tr>${cell(p('', item(0, 1)))}${cell(p('Pay'))}</w:tr></w:tbl>`,
    '<w:style w:type="paragraph" w:styleId="Article"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>',
  );
  expect((await blocksOf(docx)).map(([, , text]) => text)).toEqual([
    '1. Ask',
    '(a) the team',
    '(b) the office',
    '1.i by mail',
    'In between',
    '2. Go',
    '(a) by train',
    '7. Anew',
    '8. On',
    'Article I Leave',
    '1.1 27 days',
    '10. | Pay',
  ]);
});

test('fields, words with their reading above them, formulas and titles', async () => {
  const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`;
  const math = (content: string) =>
    `<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">${content}</m:oMath>`;
  const sign = (text: string) => `<m:r><m:t>${text}</m:t></m:r>`;
  const docx = numbered(
    p('Handbook', styled('T')) +
      `<w:p>${run('Table ')}<w:fldSimple w:instr=" SEQ Table ">${run('4')}</w:fldSimple>${run(': Leave')}</w:p>
       <w:p><w:r><w:ruby><w:rubyPr/><w:rt>${run('とうきょう')}</w:rt><w:rubyBase>${run('東京')}</w:rubyBase></w:ruby></w:r></w:p>
       <w:p>${run('Days: ')}${math(`<m:f><m:num>${sign('a+b')}</m:num><m:den>${sign('2')}</m:den></m:f>${sign('=')}<m:sSup><m:e>${sign('x')}</m:e><m:sup>${sign('2')}</m:sup></m:sSup>`)}</w:p>`,
    '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>',
  );
  expect(await blocksOf(docx)).toEqual([
    ['heading', 1, 'Handbook'],
    ['paragraph', undefined, 'Table 4: Leave'],
    ['paragraph', undefined, '東京'],
    ['paragraph', undefined, 'Days: (a+b)/2=x^2'],
  ]);
});

test('formulas read as they are typed', async () => {
  const sign = (text: string) => `<m:r><m:t>${text}</m:t></m:r>`;
  const piece = (name: string, content: string) => `<m:${name}>${content}</m:${name}>`;
  const property = (kind: string, name: string, value: string) =>
    `<m:${kind}Pr><m:${name} m:val="${value}"/></m:${kind}Pr>`;
  const formulas = [
    piece('sSubSup', piece('e', sign('x')) + piece('sub', sign('1')) + piece('sup', sign('2'))),
    piece(
      'nary',
      property('nary', 'chr', '∑') +
        piece('sub', sign('i=1')) +
        piece('sup', sign('n')) +
        piece('e', sign('i')),
    ),
    piece('nary', piece('sub', '') + piece('sup', '') + piece('e', sign('f'))),
    piece('func', piece('fName', sign('sin')) + piece('e', sign('x'))),
    piece('d', property('d', 'begChr', '[') + piece('e', sign('a')) + piece('e', sign('b'))),
    piece(
      'm',
      piece('mr', piece('e', sign('1')) + piece('e', sign('0'))) +
        piece('mr', piece('e', sign('0'))),
    ),
  ];
  const docx = numbered(
    formulas
      .map(
        (formula) =>
          `<w:p><m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">${formula}</m:oMath></w:p>`,
      )
      .join(''),
    '',
  );
  expect((await blocksOf(docx)).map(([, , text]) => text)).toEqual([
    'x_1^2',
    '∑_(i=1)^n i',
    '∫ f',
    'sin x',
    '[a, b)',
    '1, 0; 0',
  ]);
});

test('a company’s own style is a heading by its place in the outline, or that of the style it is based on', async () => {
  const own = (id: string, more: string) =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="Larkspur ${id}"/>${more}</w:style>`;
  const docx = numbered(
    p('Leave', styled('Chapter')) + p('27 days', styled('Section')) + p('Contents', styled('Toc')),
    own('Chapter', '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>') +
      own('Base', '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>') +
      own('Section', '<w:basedOn w:val="Base"/>') +
      own('Toc', '<w:basedOn w:val="Chapter"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>'),
  );
  expect(await blocksOf(docx)).toEqual([
    ['heading', 1, 'Leave'],
    ['heading', 3, '27 days'],
    ['paragraph', undefined, 'Contents'],
  ]);
});
