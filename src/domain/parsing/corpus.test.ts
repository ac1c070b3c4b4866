import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { ParsedPage } from '#domain/parsing/parsedDocument.ts';
import { parseFile } from '#domain/parsing/parseFile.ts';

const parse = async (name: string) => {
  const file = await readFile(new URL(`../../../e2e/fixtures/${name}`, import.meta.url));
  return (await parseFile(file, { fileName: name })).pages;
};

/** A page's words, from the first one; a spelling that recognition may miss stands in a scan's picture only. */
type Expected = { file: string; pages: readonly (readonly string[])[] };

/** Made by other programs than those that read them: e2e/fixtures/README.md says which. */
const corpus: readonly Expected[] = [
  {
    file: 'handbook.pdf',
    pages: [
      ['founded in 1987'],
      ['27 vacation days'],
      ['Client dinner | 90 euros'],
      ['Photography is not allowed in the calibration laboratory.'],
      ['Each week on call is paid with 320 euros.'],
      ['Headquarters: Vaartstraat 112, 3000 Leuven, Belgium.', 'pays 0.36 euros'],
    ],
  },
  { file: 'quy-che.pdf', pages: [['mười bốn ngày nghỉ phép có lương mỗi năm', 'tám trăm nghìn']] },
  { file: 'rabiab.pdf', pages: [['พนักงานประจำมีสิทธิลาพักร้อนปีละสิบสองวันโดยได้รับค่าจ้าง']] },
  { file: 'gazette.pdf', pages: [['three flow channels, each', 'The choir looks for voices']] },
  {
    file: 'handbook.docx',
    pages: [['founded in 1987 by Marit Oyelaran'], ['paid with 320 euros', 'Vaartstraat 112']],
  },
  {
    file: 'handbook.txt',
    pages: [['founded in 1987 by Marit Oyelaran'], ['paid with 320 euros', 'Vaartstraat 112']],
  },
  {
    file: 'corpus/handbook-libreoffice.docx',
    pages: [
      ['founded in 1987 by Marit Oyelaran', 'Client dinner | 90 euros per person | Team lead'],
      ['paid with 320 euros', 'Vaartstraat 112, 3000 Leuven'],
    ],
  },
  {
    file: 'corpus/handbook.odt',
    pages: [
      ['founded in 1987 by Marit Oyelaran', 'Client dinner | 90 euros per person | Team lead'],
      ['paid with 320 euros', 'Vaartstraat 112, 3000 Leuven'],
    ],
  },
  {
    file: 'corpus/handbook.doc',
    pages: [
      ['founded in 1987 by Marit Oyelaran', 'Client dinner | 90 euros per person | Team lead'],
      ['paid with 320 euros', 'Vaartstraat 112, 3000 Leuven'],
    ],
  },
  {
    file: 'corpus/slides.odp',
    pages: [
      ['Eleven stations on the Dyle', 'donation of the municipality of Wavre'],
      ['Kết quả', 'Mười một | 266'],
      ['ติดตั้งสถานีถาวรก่อนฤดูหนาวหน้า'],
    ],
  },
  ...['corpus/staff.ods', 'corpus/staff.xls'].map((file) => ({
    file,
    pages: [['Name: Trần Văn Minh | Office: Đà Nẵng | Days: 14', 'Name: สมชาย ใจดี']],
  })),
  {
    file: 'corpus/handbook.epub',
    pages: [
      ['Employee Handbook'],
      ['founded in 1987'],
      ['27 vacation days'],
      ['Client dinner | 90 euros per person | Team lead'],
      ['extension 7700'],
      ['320 euros'],
      ['Vaartstraat 112'],
    ],
  },
  {
    file: 'corpus/slides.pptx',
    pages: [
      ['Eleven stations on the Dyle', 'donation of the municipality of Wavre'],
      ['Kết quả', 'Mười một | 266'],
      ['ติดตั้งสถานีถาวรก่อนฤดูหนาวหน้า'],
    ],
  },
  {
    file: 'corpus/staff.xlsx',
    pages: [['Name: Trần Văn Minh | Office: Đà Nẵng | Days: 14', 'Name: สมชาย ใจดี']],
  },
  { file: 'source/staff.csv', pages: [['Name: Ines Aldana | Office: Leuven | Days: 29']] },
  {
    file: 'corpus/staff.jsonl',
    pages: [['.[1].Name: Trần Văn Minh\n.[1].Office: Đà Nẵng', '.[2].Name: สมชาย ใจดี']],
  },
  {
    file: 'corpus/letter-ja.eml',
    pages: [
      [
        '有給休暇について',
        'From: 佐藤 花子 <hanako@larkspur.example>',
        '年に二十日の有給休暇があります',
      ],
      ['名簿.csv', 'Name: Ines Aldana | Office: Leuven | Days: 29'],
    ],
  },
  {
    file: 'corpus/letter-th.eml',
    pages: [
      ['วันลาพักร้อน', 'To: สมชาย ใจดี <somchai@larkspur.example>', 'รายละเอียดอยู่ในเอกสารแนบ'],
      ['rabiab.pdf', 'ระเบียบการทำงาน สำนักงานเชียงใหม่', 'คืนละสองพัน'],
    ],
  },
  {
    file: 'corpus/letter-vi.eml',
    pages: [
      [
        'Quy chế nghỉ phép',
        'From: Phòng nhân sự <people@larkspur.example>',
        'được hưởng mười bốn ngày nghỉ phép có lương mỗi năm.',
        'Văn phòng | Ngày phép\nĐà Nẵng | 14',
      ],
    ],
  },
  { file: 'source/slides.md', pages: [['Readings every fifteen minutes', 'Mười một']] },
  {
    file: 'corpus/mixed-scan.pdf',
    pages: [
      ['founded in 1987 by Marit Oyelaran'],
      ['Full-time employees receive 27 vacation days per calendar year. After five years'],
      ['được hưởng mười bốn ngày nghỉ phép có lương mỗi năm', 'tám trăm nghìn đồng mỗi tháng'],
      ['สำนักงานเชียงใหม่', 'พนักงานประจำมีสิทธิลาพักร้อนปีละสิบสองวันโดยได้รับค่าจ้าง'],
    ],
  },
  { file: 'corpus/quy-che.png', pages: [['mười bốn ngày nghỉ phép có lương mỗi năm']] },
  { file: 'corpus/rabiab.webp', pages: [['สิทธิลาพักร้อนปีละสิบสองวันโดยได้รับค่าจ้าง']] },
  { file: 'corpus/office-sideways.jpg', pages: [['Headquarters: Vaartstraat 112, 3000 Leuven']] },
  { file: 'corpus/office.gif', pages: [['Headquarters: Vaartstraat 112, 3000 Leuven']] },
  { file: 'corpus/office.bmp', pages: [['Headquarters: Vaartstraat 112, 3000 Leuven']] },
  {
    file: 'corpus/two-pages.tiff',
    pages: [['27 vacation days per calendar year'], ['mười bốn ngày nghỉ phép có lương']],
  },
];

test.each(corpus)(
  '$file has its text on its pages',
  { timeout: 120_000 },
  async ({ file, pages }) => {
    const parsed = await parse(file);
    expect(parsed.map(({ page }) => page)).toEqual(pages.map((_, index) => index + 1));
    for (const [index, texts] of pages.entries())
      for (const text of texts) expect(parsed[index]?.text).toContain(text);
  },
);

test('a scan has headings and paragraphs as its page shows them', { timeout: 60_000 }, async () => {
  const [page] = await parse('corpus/office-sideways.jpg');
  expect(page?.blocks[0]).toMatchObject({ kind: 'heading', start: 0 });
  expect(page?.text.slice(0, page.blocks[0]?.end)).toBe('Offices and equipment');
  expect(
    page?.text.split('\n\n').some((paragraph) => /^Desks are .* and a lamp\.$/.test(paragraph)),
  ).toBe(true);
});

test('a scan reads the same each time', { timeout: 120_000 }, async () => {
  expect(await parse('corpus/quy-che.png')).toEqual(await parse('corpus/quy-che.png'));
});

test(
  'a photo without letters has no text, whatever its shapes look like',
  { timeout: 60_000 },
  async () => {
    await expect(parse('corpus/hills.jpg')).rejects.toMatchObject({ code: 'empty' });
  },
);

test('more scans than can be read are refused before any is read', async () => {
  const file = await readFile(
    new URL('../../../e2e/fixtures/corpus/mixed-scan.pdf', import.meta.url),
  );
  const limits = { maxPages: 100, maxCharacters: 1_000_000, maxScans: 2 };
  const found: number[] = [];
  const reading = parseFile(file, {
    fileName: 'a.pdf',
    limits,
    onScans: (total) => found.push(total),
  });
  await expect(reading).rejects.toMatchObject({ code: 'too_many_scans' });
  expect(found).toEqual([]);
});

/** Where each of the texts begins, which is the order in which they are read. */
const placesOf = ({ text }: ParsedPage, texts: readonly string[]) =>
  texts.map((each) => text.indexOf(each));

test.each([
  [
    'corpus/columns.pdf',
    [
      'Turbidity in Slow Rivers',
      '1 Introduction',
      'Comparatively little documentation',
      '2 Method',
      'Station | Median NTU | Samples\nOne | 38 | 8,640',
      '4 Discussion',
      'Agricultural activities',
    ],
  ],
  [
    'corpus/newsletter.pdf',
    [
      'Larkspur Newsletter',
      'Instrumentation for environmental characterisation has traditionally concentrated on fast mountain streams',
      'Discussion',
      'Administrative coordination between the participating municipalities',
      'Turbidity in slow rivers can be observed inexpensively',
    ],
  ],
])('%s is read column by column', async (file, texts) => {
  const [page] = await parse(file);
  const places = placesOf(page ?? { page: 1, text: '', blocks: [] }, texts);
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((one, other) => one - other));
});

test('words divided at the end of a line are whole, and prose under a numbered heading is no table', async () => {
  const [page] = await parse('corpus/columns.pdf');
  expect(page?.text).toContain(
    'alternative coefficients. Independent verification was performed fortnightly',
  );
  const [first] = await parse('corpus/running-heads.pdf');
  const kinds = first?.blocks.map(
    ({ kind, start, end }) => `${kind} ${first.text.slice(start, end)}`,
  );
  expect(kinds).toContain('heading 2 Method');
  expect(kinds?.filter((kind) => kind.startsWith('table'))).toEqual([
    'table Station | Median NTU | Samples\nOne | 38 | 8,640\nSeven | 121 | 8,598\nEleven | 266 | 8,611',
  ]);
});

test.each(['corpus/columns.pdf', 'corpus/running-heads.pdf'])(
  'running heads and page numbers of %s are no part of its text',
  async (file) => {
    for (const { text } of await parse(file))
      expect(text).not.toMatch(/Larkspur|Field Report 2026|Page \d/);
  },
);
