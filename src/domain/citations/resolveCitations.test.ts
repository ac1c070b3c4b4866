import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { resolveCitations } from '#domain/citations/resolveCitations.ts';
import { parseFile } from '#domain/parsing/parseFile.ts';
import { comparableText } from '#shared/comparableText.ts';
import { must } from '#shared/must.ts';

/** In English, Vietnamese and Thai. */
const passages = await Promise.all(
  ['handbook.txt', 'source/quy-che.html', 'source/rabiab.html'].map(async (name) => {
    const file = await readFile(new URL(`../../../e2e/fixtures/${name}`, import.meta.url));
    const [page] = (await parseFile(file, { fileName: name })).pages;
    return must(page, 'the first page').text;
  }),
);

const resolve = (text: string, question = '') =>
  resolveCitations({
    text,
    question,
    passages: passages.map((passage) => ({
      text: passage,
      pages: [{ page: 1, quotable: comparableText(passage) }],
    })),
  });

test.each([
  ['The handbook says that whoever works here full-time has 27 days for their vacation [1].', 1],
  ['If you are absent for four days, a note of the doctor is needed [1].', 1],
  ['Theo quy chế, nhân viên được nghỉ phép có lương mười bốn ngày trong một năm [2].', 2],
  ['ตามระเบียบ พนักงานมีสิทธิลาพักร้อนได้ปีละสิบสองวัน [3]', 3],
  ['Yes [1].', 1],
  ['27 [1].', 1],
])('what the passage says keeps its citation: %s', (text, passage) => {
  expect(resolve(text).citations).toMatchObject([{ passage }]);
});

test.each([
  'The tower of the old town hall was built by the mayor in 1643 and is the highest of the region [1].',
  'Con tàu này được đóng tại Hải Phòng và có thể chở hành khách từ cảng đến đảo sau khi bão tan [2].',
  'หอนาฬิกาของเมืองสร้างขึ้นในศตวรรษที่สิบเจ็ดและเป็นอาคารที่สูงที่สุดในภูมิภาคนี้ [3]',
])('what the passage says nothing of loses it: %s', (text) => {
  const { content, citations } = resolve(text);
  expect(citations).toEqual([]);
  expect(content).not.toMatch(/\[\d\]/);
});

test.each([
  'Mitarbeiter in Vollzeit haben pro Jahr siebenundzwanzig Tage Urlaub [1].',
  'Full-time members of the staff have twelve days of leave in a year, and they are paid for them [3].',
  'Mỗi năm nhân viên chính thức được nghỉ hai mươi bảy ngày theo quy định của công ty [1].',
])('in another language than the passage’s no words can be compared: %s', (text) => {
  expect(resolve(text).citations).toHaveLength(1);
});
