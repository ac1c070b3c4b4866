import { readFile } from 'node:fs/promises';
import { LiteParse } from '@llamaindex/liteparse';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { OcrWord } from '#contract/ocrWords.ts';
import type { ParsedPage } from '#domain/parsing/parsedDocument.ts';
import { parseFile } from '#domain/parsing/parseFile.ts';
import { startRecognizer } from '#domain/parsing/textRecognizer.ts';
import { comparableText } from '#shared/comparableText.ts';
import { must } from '#shared/must.ts';

const fixture = (name: string) =>
  readFile(new URL(`../../../e2e/fixtures/corpus/${name}`, import.meta.url));

/** The page as a reader sees it: a picture upright by its EXIF data, as browsers show it. */
async function pictureOf(name: string, page: number) {
  const file = await fixture(name);
  const [drawn] = name.endsWith('.pdf')
    ? await new LiteParse({ quiet: true, dpi: 150 }).screenshot(file, [page])
    : [];
  const png = await sharp(drawn?.imageBuffer ?? file)
    .autoOrient()
    .flatten({ background: 'white' })
    .greyscale()
    .png()
    .toBuffer();
  const { data, info } = await sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true });
  return { png, data, info };
}

type Picture = Awaited<ReturnType<typeof pictureOf>>;

/** The box in pixels. */
function areaOf({ left, top, width, height }: OcrWord, { info }: Picture) {
  return {
    left: Math.floor(left * info.width),
    top: Math.floor(top * info.height),
    width: Math.ceil(width * info.width),
    height: Math.ceil(height * info.height),
  };
}

/** Of the picture's dark pixels, how many are in the boxes. */
function shareOfInk(words: readonly OcrWord[], picture: Picture): number {
  const { data, info } = picture;
  const isCovered = new Uint8Array(info.width * info.height);
  for (const word of words) {
    const { left, top, width, height } = areaOf(word, picture);
    for (let y = top; y < top + height; y += 1)
      isCovered.fill(1, y * info.width + left, y * info.width + left + width);
  }
  let [all, covered] = [0, 0];
  for (let at = 0; at < isCovered.length; at += 1) {
    if ((data[at * info.channels] ?? 255) >= 128) continue;
    all += 1;
    covered += isCovered[at] ?? 0;
  }
  return covered / all;
}

const textOf = ({ text }: ParsedPage, { start, end }: OcrWord) => text.slice(start, end);
const bare = (text: string) => comparableText(text).text;

const scans = [
  { name: 'mixed-scan.pdf', number: 2, known: 'vacation' },
  { name: 'quy-che.png', number: 1, known: 'mười' },
  { name: 'rabiab.webp', number: 1, known: null },
  { name: 'office-sideways.jpg', number: 1, known: 'Vaartstraat' },
];

test.each(scans)(
  'words of $name stand where their ink is, in the order of the text',
  { timeout: 120_000 },
  async ({ name, number, known }) => {
    const { pages } = await parseFile(await fixture(name), { fileName: name });
    const page = must(pages[number - 1], 'the page');
    const words = must(page.ocr_words, 'its words');
    // Rules between cells and the signs of lists are the layout's.
    const signs = /[|•]/g;
    expect(bare(words.map((word) => textOf(page, word)).join(' ')).replaceAll(signs, '')).toBe(
      bare(page.text).replaceAll(signs, ''),
    );
    const picture = await pictureOf(name, number);
    expect(shareOfInk(words, picture)).toBeGreaterThan(0.9);
    for (const word of words) {
      const ink = await sharp(picture.png).extract(areaOf(word, picture)).stats();
      expect(ink.channels[0]?.min).toBeLessThan(128);
    }
    if (known === null) return;
    const word = must(
      words.find((each) => textOf(page, each) === known),
      'a known word',
    );
    expect(await readIn(picture, word)).toBe(known);
  },
);

/** What is recognised in a word's box when nothing else is to be seen. */
async function readIn(picture: Picture, word: OcrWord): Promise<string> {
  const alone = await sharp(picture.png)
    .extract(areaOf(word, picture))
    .resize({ height: 60 })
    .extend({ top: 40, bottom: 40, left: 40, right: 40, background: 'white' })
    .png()
    .toBuffer();
  const recognizer = await startRecognizer();
  try {
    return (await recognizer.recognize(alone)).map(({ text }) => text.trim()).join(' ');
  } finally {
    await recognizer.stop();
  }
}

test('a page that has a text of its own has no words of recognition', async () => {
  const { pages } = await parseFile(await fixture('columns.pdf'), { fileName: 'columns.pdf' });
  expect(pages.map(({ ocr_words }) => ocr_words)).toEqual(pages.map(() => undefined));
});
