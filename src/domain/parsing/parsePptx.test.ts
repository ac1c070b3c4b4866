import { expect, test } from 'vitest';
import { parseFile } from '#domain/parsing/parseFile.ts';
import { paragraph, pptxOf, relationsOf, shape, slideOf } from '#domain/parsing/testOffice.ts';

const parse = async (bytes: Uint8Array) =>
  (await parseFile(bytes, { fileName: 'plan.pptx' })).pages;

test('a slide is a page, in the order of the show, its title first', async () => {
  const pages = await parse(
    pptxOf([
      slideOf(shape(null, [paragraph('By Marit')]) + shape('ctrTitle', [paragraph('Plan 2026')])),
      slideOf(''),
      slideOf(
        shape('title', [paragraph('Leave')]) +
          shape('', [paragraph('27 days'), paragraph('Five more after ten years')]) +
          shape('sldNum', [paragraph('3')]),
      ),
    ]),
  );
  expect(pages.map(({ page, text }) => [page, text])).toEqual([
    [1, 'Plan 2026\n\nBy Marit'],
    [2, ''],
    [3, 'Leave\n\n• 27 days\n• Five more after ten years'],
  ]);
  expect(pages[2]?.blocks[0]).toMatchObject({ kind: 'heading', level: 1 });
});

test('tables, groups, alternatives, line breaks and bullets', async () => {
  const cell = (text: string) => `<a:tc><a:txBody>${paragraph(text)}</a:txBody></a:tc>`;
  const table = `<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tr>${cell('City')}${cell('Seats')}</a:tr><a:tr>${cell('Leuven')}${cell('40')}</a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>`;
  const group = `<p:grpSp>${shape(null, ['<a:p><a:r><a:t>One</a:t></a:r><a:br/><a:r><a:t>line</a:t></a:r></a:p>'])}</p:grpSp>`;
  const twice = `<mc:AlternateContent><mc:Choice>${shape(null, [paragraph('New')])}</mc:Choice><mc:Fallback>${shape(null, [paragraph('Old')])}</mc:Fallback></mc:AlternateContent>`;
  const list = shape(null, [paragraph('Item', '<a:pPr><a:buChar char="-"/></a:pPr>')]);
  const [page] = await parse(pptxOf([slideOf(table + group + twice + list)]));
  expect(page?.text).toBe('City | Seats\nLeuven | 40\n\nOne line\n\nNew\n\n• Item');
  expect(page?.blocks[0]?.kind).toBe('table');
});

test('speaker notes stand after the slide, the words of a diagram in it', async () => {
  const diagram =
    '<p:graphicFrame><a:graphic><a:graphicData><dgm:relIds r:dm="d1"/></a:graphicData></a:graphic></p:graphicFrame>';
  const [page] = await parse(
    pptxOf([slideOf(shape('title', [paragraph('Steps')]) + diagram)], {
      'ppt/slides/_rels/slide1.xml.rels': relationsOf({
        n1: ['notesSlide', '../notesSlides/notesSlide1.xml'],
        d1: ['diagramData', '/ppt/diagrams/data1.xml'],
      }),
      'ppt/notesSlides/notesSlide1.xml': slideOf(
        shape('sldImg', []) +
          shape('body', [paragraph('Mention the budget.')]) +
          shape('sldNum', [paragraph('1')]),
      ),
      'ppt/diagrams/data1.xml': `<dgm:dataModel><dgm:pt><dgm:t>${paragraph('Plan')}</dgm:t></dgm:pt><dgm:pt><dgm:t>${paragraph('Build')}</dgm:t></dgm:pt></dgm:dataModel>`,
    }),
  );
  expect(page?.text).toBe('Steps\n\n• Plan\n• Build\n\nSpeaker notes\n\nMention the budget.');
});

test('a presentation without its slides is damaged, one without text is empty', async () => {
  await expect(parse(pptxOf([slideOf('')]))).rejects.toMatchObject({ code: 'empty' });
  const cutOff = pptxOf([slideOf(shape(null, [paragraph('x')]))]).slice(0, -60);
  await expect(parse(cutOff)).rejects.toMatchObject({ name: 'ParseFailure' });
});

test('numbered lists count as PowerPoint does, and a cell over two rows stands in both', async () => {
  const step = (text: string, type: string, more = '') =>
    paragraph(text, `<a:pPr${more}><a:buAutoNum type="${type}"/></a:pPr>`);
  const list = shape(null, [
    step('Ask', 'arabicPeriod'),
    step('the team', 'alphaLcParenR', ' lvl="1"'),
    step('the office', 'alphaLcParenR', ' lvl="1"'),
    step('Go', 'arabicPeriod'),
    step('Return', 'romanUcParenBoth'),
    paragraph('Anew'),
    step('Ask', 'thaiNumPlain'),
  ]);
  const cell = (text: string, more = '') =>
    `<a:tc${more}><a:txBody>${paragraph(text)}</a:txBody></a:tc>`;
  const table = `<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tr>${cell('Leuven', ' rowSpan="2"')}${cell('40')}</a:tr><a:tr>${cell('', ' vMerge="1"')}${cell('41')}</a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>`;
  const [page] = await parse(pptxOf([slideOf(list + table)]));
  expect(page?.text).toBe(
    '1. Ask\na) the team\nb) the office\n2. Go\n(III) Return\n\nAnew\n\n๑ Ask\n\nLeuven | 40\nLeuven | 41',
  );
});
