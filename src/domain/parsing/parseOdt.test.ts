import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { parseFile } from '#domain/parsing/parseFile.ts';

const odt = 'application/vnd.oasis.opendocument.text';
const namespaces = ['office', 'text', 'table', 'style', 'draw', 'svg', 'manifest']
  .map((prefix) => `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${prefix}:1.0"`)
  .join(' ');

/** A text as LibreOffice would save it. */
function odtOf(
  body: string,
  { own = '', styles = '', manifest = '', type = odt } = {},
): Uint8Array {
  const content = `<office:automatic-styles>${own}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body>`;
  return zipSync({
    mimetype: [strToU8(type), { level: 0 }],
    'content.xml': strToU8(
      `<?xml version="1.0"?><office:document-content ${namespaces}>${content}</office:document-content>`,
    ),
    'styles.xml': strToU8(
      `<office:document-styles ${namespaces}><office:styles>${styles}</office:styles></office:document-styles>`,
    ),
    'META-INF/manifest.xml': strToU8(
      `<manifest:manifest ${namespaces}>${manifest}</manifest:manifest>`,
    ),
  });
}

const parse = async (bytes: Uint8Array) => (await parseFile(bytes, { fileName: 'a.odt' })).pages;

async function blocksOf(bytes: Uint8Array) {
  const pages = await parse(bytes);
  return pages.flatMap(({ text, blocks }) =>
    blocks.map(({ kind, level, start, end }) => [kind + (level ?? ''), text.slice(start, end)]),
  );
}

const p = (text: string) => `<text:p>${text}</text:p>`;
const item = (content: string, attributes = '') =>
  `<text:list-item ${attributes}>${content}</text:list-item>`;
const list = (items: string, attributes = '') => `<text:list ${attributes}>${items}</text:list>`;

test('headings, paragraphs with what stands in the line, tables', async () => {
  const cell = (text: string, attributes = '') =>
    `<table:table-cell ${attributes}>${p(text)}</table:table-cell>`;
  const body =
    `<text:p text:style-name="P1">Hand<text:span>book</text:span></text:p>` +
    `<text:section><text:h text:outline-level="2">Leave &amp; pay</text:h>` +
    p(
      'Ann<text:tab/>27<text:s text:c="2"/>days<text:line-break/>a year<office:annotation><text:p>Really?</text:p></office:annotation>.',
    ) +
    '</text:section>' +
    `<table:table><table:table-header-rows><table:table-row>${cell('Year')}${cell('Days', 'table:number-columns-spanned="2"')}<table:covered-table-cell/></table:table-row></table:table-header-rows>` +
    `<table:table-row>${cell('2025', 'table:number-rows-spanned="2"')}${cell('27')}${cell('of 30')}</table:table-row>` +
    `<table:table-row><table:covered-table-cell/>${cell('3')}${cell('of 4')}</table:table-row></table:table>` +
    p(
      '<draw:frame><draw:text-box><text:p>In a box</text:p></draw:text-box><svg:desc>A box</svg:desc></draw:frame>After',
    );
  const own =
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>';
  expect(await blocksOf(odtOf(body, { own }))).toEqual([
    ['heading1', 'Handbook'],
    ['heading2', 'Leave & pay'],
    ['paragraph', 'Ann 27 days a year.'],
    ['table', 'Year | Days\n2025 | 27 | of 30\n2025 | 3 | of 4'],
    ['paragraph', 'In a box'],
    ['paragraph', 'After'],
  ]);
});

test('numbers of lists and headings as they are shown', async () => {
  const level = (nth: number, attributes: string) =>
    `<text:list-level-style-number text:level="${nth}" ${attributes}/>`;
  const own =
    `<text:list-style style:name="L1">${level(1, 'style:num-format="1" style:num-suffix="." text:start-value="3"')}` +
    `${level(2, 'style:num-format="a" style:num-suffix=")" text:display-levels="2"')}</text:list-style>` +
    '<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1"/></text:list-style>';
  const outline = (nth: number, attributes: string) =>
    `<text:outline-level-style text:level="${nth}" ${attributes}/>`;
  const styles =
    `<text:outline-style>${outline(1, 'style:num-format="I" style:num-prefix="Part "')}` +
    `${outline(2, 'style:num-format="1" text:display-levels="2"')}${outline(3, 'style:num-format=""')}</text:outline-style>`;
  const h = (nth: number, text: string, attributes = '') =>
    `<text:h text:outline-level="${nth}" ${attributes}>${text}</text:h>`;
  const body =
    h(1, 'Leave') +
    h(2, 'Days') +
    list(
      item(p('Ask') + list(item(p('the team')) + item(p('the office')))) + item(p('Go')),
      'text:style-name="L1"',
    ) +
    p('In between') +
    list(
      item(p('On')) + item(p('At ten'), 'text:start-value="10"'),
      'text:style-name="L1" text:continue-numbering="true"',
    ) +
    list(item(p('Anew')), 'text:style-name="L1"') +
    list(item(p('A dot')), 'text:style-name="L2"') +
    h(2, 'Pay') +
    h(3, 'When') +
    h(1, 'Unnumbered', 'text:is-list-header="true"') +
    list(item(list(item(h(2, 'In old lists')), '')), 'text:style-name="L2"') +
    h(1, 'Other');
  expect(
    (await blocksOf(odtOf(body, { own, styles }))).map(([kind, text]) => `${kind}: ${text}`),
  ).toEqual([
    'heading1: Part I Leave',
    'heading2: I.1 Days',
    'list_item: 3. Ask',
    'list_item: 3.a) the team',
    'list_item: 3.b) the office',
    'list_item: 4. Go',
    'paragraph: In between',
    'list_item: 5. On',
    'list_item: 10. At ten',
    'list_item: 3. Anew',
    'list_item: • A dot',
    'heading2: I.2 Pay',
    'heading3: When',
    'heading1: Unnumbered',
    'heading2: I.3 In old lists',
    'heading1: Part II Other',
  ]);
});

test('notes stand at the end; deleted text nowhere', async () => {
  const note = (sign: string, text: string) =>
    `<text:note><text:note-citation>${sign}</text:note-citation><text:note-body>${p(text)}</text:note-body></text:note>`;
  const body =
    `<text:tracked-changes><text:changed-region><text:deletion>${p('Gone')}</text:deletion></text:changed-region></text:tracked-changes>` +
    p(`The fee${note('1', 'Since May.')} is 9 euros${note('*', 'With tax.')}.`) +
    p('The end');
  expect((await blocksOf(odtOf(body))).map(([, text]) => text)).toEqual([
    'The fee[1] is 9 euros[*].',
    'The end',
    '1. Since May.',
    '*. With tax.',
  ]);
});

test('levels that no program writes are taken for those that it would', async () => {
  const own =
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" text:display-levels="1000000000"/></text:list-style>';
  const body =
    '<text:h>One</text:h><text:h text:outline-level="1000000000">Many</text:h><text:h text:outline-level="x">None</text:h>' +
    list(item(p('Ask')), 'text:style-name="L1"');
  expect(await blocksOf(odtOf(body, { own }))).toEqual([
    ['heading1', 'One'],
    ['heading6', 'Many'],
    ['heading1', 'None'],
    ['list_item', '1 Ask'],
  ]);
});

test('a template is read too; a locked text and one without content say so', async () => {
  expect(await blocksOf(odtOf(p('Dear'), { type: `${odt}-template` }))).toEqual([
    ['paragraph', 'Dear'],
  ]);
  const manifest = '<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>';
  await expect(parse(odtOf('', { manifest }))).rejects.toMatchObject({ code: 'encrypted' });
  await expect(parse(odtOf(''))).rejects.toMatchObject({ code: 'empty' });
  const drawing = odtOf('', { type: 'application/vnd.oasis.opendocument.graphics' });
  await expect(parse(drawing)).rejects.toMatchObject({ code: 'unsupported' });
});
