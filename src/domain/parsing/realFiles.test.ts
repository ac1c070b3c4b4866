import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { ParsedPage } from '#domain/parsing/parsedDocument.ts';
import { parseFile } from '#domain/parsing/parseFile.ts';

/** Files of the programs that people use, made by others: e2e/fixtures/README.md says by whom, and with what. */
const parse = async (name: string) => {
  const file = await readFile(
    new URL(`../../../e2e/fixtures/corpus/real/${name}`, import.meta.url),
  );
  return (await parseFile(file, { fileName: name })).pages;
};

/** A block on a line or more, headings marked as in Markdown, tables and code by their kind. */
const shown = ({ text, blocks }: ParsedPage) =>
  blocks
    .map(({ kind, level = 0, start, end }) => {
      const block = text.slice(start, end);
      if (kind === 'heading') return `${'#'.repeat(level)} ${block}`;
      return kind === 'table' || kind === 'code' ? `${kind}: ${block}` : block;
    })
    .join('\n');

type Expected = {
  file: string;
  /** Of each page what stands on it, in this order. */
  pages: readonly (readonly string[])[];
  /** What stands on none. */
  without?: RegExp;
};

const word: readonly Expected[] = [
  {
    // Its own words say which number Word shows before them.
    file: 'numbered-lists.docx',
    pages: [
      [
        'This is a document with numbered lists\n1. Entry #1\n2. Entry #2, with children\na. 2-a\nb. 2-b\nc. 2-c\n3. Entry #3\n4. Entry #4',
        '1. Restarted to 1 from 5\n2. Restarted @ 2\n3. Restarted @ 3\n10. Jump to new list at 10\n11. Now 11\nNormal text here\n12. Carrying on @ 12\n13. Carrying on @ 13\nAll done!',
      ],
    ],
  },
  {
    // Its own table of contents has the headings' numbers.
    file: 'epubcheck-preview.docx',
    pages: [
      [
        'Using the ePubCheck 4.0 Preview application\n',
        '# 1. Overview/Summary\nSignificant effort has gone into',
        '\n• To provide enhanced checks to identify notable or potentially problematic ePub 3 constructs.\n• To make it easier',
        '\na) Rationalized messages and message output control 3\n',
        '# 2. Command Line Help\n',
      ],
      [
        '# 3. New features\n## a) Rationalized messages and message output control\n',
        '## b) Enhanced Checks\n',
        '## c) JSON output of ePubCheck Messages\n',
        '## d) ePubCheck Message Dictionary\n',
        '\n• ACC – issues and usage information related to content accessibility\n• CHK – ',
      ],
      [
        '## e) Message Customization: --customMessages <messageFile>\n',
        '### (1) customMessages messageFile format\n',
        '\n• SUPPRESS\n',
      ],
      [
        '### (2) messageFile specification on the command line and via environment variable\n',
        '# 4. JSON File Structure\n',
        '\n• customMessageFileName\nThe name of the custom message file, if any',
      ],
      ['# 5. See Also “BookReporter.py.docx”\n'],
    ],
  },
  {
    file: 'merged-cells.docx',
    pages: [
      [
        '# Title 1\n',
        '# Title 2\n1. Quisque tristique\n2. Augue nisi, et convallis\n3. Sapien mollis nec.\n',
        '## Sub title 1\n• Quisque tristique\n',
        'table: Petals | Internode | Sepal | Bract\n',
        '\n4,994616997 | AA | 2,429320759 | 17,65204912\n4,767504884 | AA | AAA\n25,9242382 |  | 2,066051345 | 18,37915478\n',
        '\n5,645575295 | Merged cell | 2,278691288 | 17,31304737 17,07215724 18,2902189\n4,828953215 | Merged cell | 2,238467716 | 19,87376227\n',
      ],
    ],
  },
  {
    file: 'tracked-changes.docx',
    pages: [['# This is a test.\n3\n4\n5\nThis is a whole paragraph where one word is deleted.']],
    without: /another|only/,
  },
  { file: 'footnotes.docx', pages: [['Ouch[1].[2]\n1. A tachyon walks into a bar.\n2. Fin.']] },
  { file: 'ruby.docx', pages: [['東京']], without: /とうきょう/ },
  { file: 'macro.docm', pages: [['This is a macro word processing document']] },
];

const older: readonly Expected[] = [
  {
    file: 'notes.doc',
    pages: [
      [
        'Here is a link to an endnote\nHere is a link to a footnote\n',
        'Field in text box: 2\nFootnote with field: Fridrich Strba\nField in EndNote.',
      ],
    ],
    // A field's code, and what somebody has noted beside the text.
    without: /HYPERLINK|FILESIZE|annotation with/i,
  },
  {
    file: 'table.doc',
    pages: [
      [
        'table: Row 1/Cell 1 | Row 1/Cell 2 | Row 1/Cell 3\nRow 2/Cell 1 | Row 2/Cell 2 | Row 2/Cell 3\nRow 3/Cell 1 |',
      ],
    ],
  },
  {
    file: 'notes.ppt',
    pages: [
      [
        '# This is a test title\nThis is a test subtitle\nThis is on page 1\n### Speaker notes\nThese are the notes for page 1',
      ],
      [
        '# This is the title on page 2\nThis is page two\nIt has several blocks of text\n',
        '### Speaker notes\nThese are the notes on page two, again lacking formatting',
      ],
    ],
  },
  { file: 'japanese.doc', pages: [['ディレクトリ']] },
  {
    file: 'types.xls',
    pages: [
      ['# Sheet1\ntable: IntCol: 1 | FloatCol: 1.25 | BoolCol: TRUE | StrCol: 1 | Str2Col: a |'],
    ],
  },
];

const openDocuments: readonly Expected[] = [
  {
    file: 'libreoffice-index.odt',
    pages: [['# HEADING1\nENTRY1\n## HEADING11\nENTRY11\n## HEADING12\nENTRY12\nTABLE1\nIMAGE1']],
  },
  {
    file: 'libreoffice-pivot.ods',
    pages: [
      [
        '# Sheet1\ntable: Car Inventory: Branch | Car model | Show Room | Used | Repair Shop\n',
        'Car Inventory: City BB | Model 02 | 20 | 13 | 10\n',
        'Pivot Table: Car model | Sum - Show Room | Sum - Used | Sum - Repair Shop',
      ],
    ],
  },
];

const slides: readonly Expected[] = [
  {
    file: 'speaker-notes.pptx',
    pages: [
      [
        '# Title of the first slide\nSubtitle of the first slide\n',
        '\n### Speaker notes\nI am the notes of the first slide',
      ],
      [
        '# This is the second slide\n• It has bullet points on it\n• They’re fun, aren’t they?\n',
        '\n### Speaker notes\nThese are the notes of the 2nd slide\nTHIS LINE IS BOLD',
      ],
    ],
  },
  {
    file: 'table-and-lists.pptx',
    pages: [
      [
        '# Title\n• A table\n',
        'table: Header 1 | Header 2 | Header 3\nA | 12.23 | blah blah\nB | 1.23 | blah blah blah\n',
      ],
      ['# Hi\n'],
      ['table: a |  |  |  | d\n |  | c |  | d\nb |  | c |  | '],
    ],
  },
  {
    file: 'text-boxes.pptx',
    pages: [
      [
        'table: Row 1 Col 1 | Row 1 Col 2 | Row 1 Col 3\nRow 2 Col 1',
        'Here is a list:\n• Bullet 1\n• Bullet 2\n• Bullet 3\n',
        'ゾルゲと尾崎、淡々と最期\n',
        '𐌲𐌿𐍄𐌹𐍃𐌺\n',
        '[1] This is a footnote.',
      ],
    ],
  },
];

const sheets: readonly Expected[] = [
  {
    // Notes of several cells stand above its header.
    file: 'deaths.xlsx',
    pages: [
      [
        '# arts\nLots of people\n',
        'Name: David Bowie | Profession: musician | Age: 69 | Has kids: TRUE | Date of birth: 1947-01-08 | Date of death: 2016-01-10\n',
        'Name: Zsa Zsa Gábor | Profession: actor | Age: 99 |',
        'also like to write stuff',
      ],
      ['# other\n', 'Name: Vera Rubin | Profession: scientist |'],
    ],
  },
  {
    file: 'sheets.xlsb',
    pages: [
      ['# Charlie\ntable: date: 2014-03-15 | H1: 10 | H2: 11 | H3: 12\n'],
      ['# Alpha\ntable: date: 2014-01-01 | H1: 1 | H2: 2 | H3: 3\n'],
      ['# Beta\n', 'date: 2014-06-01 | H1: 1 | H2: 2 | H3: 3\n'],
    ],
  },
];

const texts: readonly Expected[] = [
  {
    file: 'colorsys.html',
    pages: [
      [
        '# colorsys — Conversions between color systems\nSource code: Lib/colorsys.py\n',
        '\ncolorsys.rgb_to_yiq(r, g, b)\nConvert the color from RGB coordinates to YIQ coordinates.\n',
        'code: >>> import colorsys\n>>> colorsys.rgb_to_hsv(0.2, 0.4, 0.4)\n(0.5, 0.5, 0.4)\n',
      ],
    ],
    without: /¶|Previous topic|Report a Bug|modules|Quick search|Copyright|Sphinx/,
  },
  {
    file: 'libreoffice-help-vi.html',
    pages: [
      [
        '# Định dạng tập tin XML\nMặc định là LibreOffice nạp và lưu',
        'table: Định dạng tài liệu | Phần mở rộng tập tin\nVăn bản ODF | *.odt\n',
        '## Evolution of the OpenDocument format\n',
      ],
      [
        '## Cấu trúc tập tin XML\n',
        '1. Nội dung văn bản của tài liệu nằm trong tập tin content.xml.',
      ],
    ],
    without: /Help content debug info|Module/,
  },
  {
    file: 'pandas.md',
    pages: [
      [
        '# pandas: powerful Python data analysis toolkit\n',
        '## Table of Contents\n• Main Features\n• Where to get it\n',
        '• Size mutability: columns can be inserted and deleted from DataFrame',
      ],
      ['## Where to get it\n', 'code: # conda\nconda install -c conda-forge pandas\n'],
      ['## Contributing to pandas\n'],
    ],
    without: /\*\*|\]\(|shields\.io|Latest Release/,
  },
  {
    file: 'nodepub.epub',
    pages: [
      [],
      ['# Unnamed Document\n## Book 1 of My Series\n'],
      ['All rights reserved.\n'],
      ['# Chapters\nChapter 1\n'],
      ['# One\nLorem ipsum dolor sit amet'],
      ['# Two\n'],
      ['# Two (A)\n'],
      ['# Three\n'],
      ['# More Books to Read\n'],
      ['# About the Author\n'],
    ],
  },
  {
    file: 'evolution-attachments.eml',
    pages: [
      [
        '# This is an example of a multipart mixed email with image content\nFrom: Robert Burrell Donkin <',
        'Date: 2008-05-25 14:38:13 UTC\nAttachments: blob.png, blob.png, rhubarb.txt\n',
        'Licensed to the Apache Software Foundation',
      ],
      ['# rhubarb.txt\nRhubarb Rhubarb'],
    ],
    without: /Received|qmail|tIdGYVstQJghyEDATnJ/,
  },
  {
    file: 'evolution-8bit.eml',
    pages: [
      [
        '# 2 RCPT MIME\nFrom: bob <bob@example.com>\nTo: xxx@example.net, yyy@example.net\n',
        'Превел\n123',
      ],
    ],
  },
  {
    file: 'webmail.eml',
    pages: [
      [
        '# Simple text. How are you? Как ты поживаешь?\n',
        'This line is in English\nА эта линия по-русски.',
      ],
    ],
  },
  {
    file: 'seattle-weather.csv',
    pages: [
      [
        'table: date: 2012-01-01 | precipitation: 0.0 | temp_max: 12.8 | temp_min: 5.0 | wind: 4.7 | weather: drizzle\n',
      ],
      [],
      [],
      ['date: 2015-12-31 | precipitation: 0.0 | temp_max: 5.6 |'],
    ],
  },
  { file: 'unemployment.tsv', pages: [['table: id: 1001 | rate: .097\n'], []] },
  {
    file: 'us-state-capitals.json',
    pages: [['code: .[0].lon: -86.3005639\n.[0].lat: 32.3777298\n.[0].state: Alabama\n'], []],
  },
  ...['iso2022_jp.txt', 'euc_jp.txt', 'shift_jis.txt'].map((file) => ({
    file,
    pages: [['Python の開発は、1990 年ごろから開始されています。\n開発者の Guido van Rossum は']],
  })),
  { file: 'big5.txt', pages: [['如何在 Python 中使用既有的 C library?\n']] },
  { file: 'gb18030.txt', pages: [['Python（派森）语言是一种功能强大而完善的通用型']] },
  {
    file: 'euc_kr.txt',
    pages: [['◎ 파이썬(Python)은 배우기 쉽고, 강력한 프로그래밍 언어입니다.']],
  },
];

const printed: readonly Expected[] = [
  {
    // Poems in two columns above and below a scene that spans them.
    file: 'poems.pdf',
    pages: [
      [
        'Wer reitet so spät durch Nacht und Wind? Es ist der Vater',
        'Und wiegen und tanzen und singen dich ein.',
        'Mein Sohn, was birgst du so bang dein Gesicht? Siehst, Vater',
        'Es scheinen die alten Weiden so grau.',
        'ARGAN, seul dans sa chambre, assis',
        "compte des parties d'apothicaire avec des jetons; il fait, parlant à lui-même, les dialogues suivants: Trois",
        'Bon, dix et quinze sols.',
        'Ich liebe dich, mich reizt deine schöne Gestalt;',
        'In seinen Armen das Kind war tot.',
      ],
      ['"Plus, du vingt-sixième, un clystère carminatif', 'Ils me laisseront ici mourir.'],
    ],
    without: /\*/,
  },
  {
    file: 'outline.pdf',
    pages: [
      ['# Contents\n', '1 Foo 2'],
      [
        '## 1 Foo\nHello, here is some text without a meaning.',
        '## 2 Bar\n',
        '## 3 Baz\n',
        '## 4 Foo\n',
      ],
      ['written and an impression of the look.', '## 5 Bar\n', '## 6 Baz\n', '## 7 Foo\n'],
      ['gives you information about the selected font', '## 8 Bar\n', '## 9 Baz\n'],
    ],
  },
  {
    file: 'phototest.tif',
    pages: [
      ['This is a lot of 12 point text to test the', 'quick brown dog jumped over the lazy fox'],
    ],
  },
];

const nothing = /(?!)/;

test.each([...word, ...older, ...openDocuments, ...slides, ...sheets, ...texts, ...printed])(
  '$file says on its pages what it shows',
  { timeout: 60_000 },
  async ({ file, pages, without = nothing }) => {
    const found = (await parse(file)).map(shown);
    expect(found).toHaveLength(pages.length);
    for (const [index, expected] of pages.entries()) {
      let rest = found[index] ?? '';
      for (const text of expected) {
        expect(rest).toContain(text);
        rest = rest.slice(rest.indexOf(text) + text.length);
      }
    }
    expect(found.join('\n')).not.toMatch(without);
  },
);

test.each([
  ['locked.doc', 'encrypted'],
  ['locked.ppt', 'encrypted'],
  ['locked.xlsx', 'encrypted'],
  ['word6.doc', 'unsupported'],
])('%s cannot be read: %s', (file, code) => expect(parse(file)).rejects.toMatchObject({ code }));
