import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { parseFile } from '#domain/parsing/parseFile.ts';

const namespaces = ['office', 'text', 'table', 'draw', 'presentation']
  .map((prefix) => `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${prefix}:1.0"`)
  .join(' ');

const parse = async (slides: string) => {
  const bytes = zipSync({
    mimetype: strToU8('application/vnd.oasis.opendocument.presentation'),
    'content.xml': strToU8(
      `<office:document-content ${namespaces}><office:body><office:presentation>${slides}</office:presentation></office:body></office:document-content>`,
    ),
  });
  return (await parseFile(bytes, { fileName: 'talk.odp' })).pages;
};

const frame = (text: string, kind = '') =>
  `<draw:frame ${kind && `presentation:class="${kind}"`}><draw:text-box>${text}</draw:text-box></draw:frame>`;
const p = (text: string) => `<text:p>${text}</text:p>`;
const item = (text: string) => `<text:list-item>${p(text)}</text:list-item>`;

test('a slide is a page: its title, what stands on it, its notes', async () => {
  const pages = await parse(
    `<draw:page>
      ${frame(`<text:list>${item('Eleven stations')}${item('Since May')}</text:list>`, 'outline')}
      ${frame(p('The Dyle'), 'title')}
      <draw:g><draw:custom-shape>${p('Upstream')}</draw:custom-shape><draw:custom-shape>${p('Downstream')}</draw:custom-shape></draw:g>
      <draw:frame><table:table><table:table-row><table:table-cell>${p('Year')}</table:table-cell><table:table-cell>${p('2025')}</table:table-cell></table:table-row></table:table></draw:frame>
      <presentation:notes><draw:page-thumbnail/>${frame(p('Thank Wavre.'), 'notes')}</presentation:notes>
    </draw:page>
    <draw:page><presentation:notes>${frame('', 'notes')}</presentation:notes></draw:page>
    <draw:page>${frame(p('Questions?'), 'title')}</draw:page>`,
  );
  expect(pages.map(({ text }) => text)).toEqual([
    'The Dyle\n\n• Eleven stations\n• Since May\n\nUpstream\n\nDownstream\n\nYear | 2025\n\nSpeaker notes\n\nThank Wavre.',
    '',
    'Questions?',
  ]);
  expect(pages[0]?.blocks.map(({ kind, level }) => kind + (level ?? ''))).toEqual([
    'heading1',
    'list_item',
    'list_item',
    'paragraph',
    'paragraph',
    'table',
    'heading3',
    'paragraph',
  ]);
  await expect(parse('')).rejects.toMatchObject({ code: 'empty' });
});
