import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rarity, saturatedFrequency } from '#domain/retrieval/bm25.ts';
import { documentTerms, searchedText, titleOf } from '#domain/retrieval/documentTerms.ts';

test('a chunk keeps its terms, and a marker for each family of them', () => {
  const { weights, words } = documentTerms('Rivers rise. Nghỉ phép 年假');
  expect([...weights.keys()].toSorted()).toEqual(
    [
      '#accented',
      '#cjk',
      '#spaced',
      '=nghỉ',
      '=phép',
      '=rivers',
      'nghi',
      'nghi_phep',
      'phep',
      'rise',
      'rise_nghi',
      'river',
      '假',
      '年',
      '年假',
    ].toSorted(),
  );
  expect(words).toBe(5);
});

test('words side by side are kept where one has accents', () => {
  const pairsOf = (text: string) =>
    [...documentTerms(text).weights.keys()].filter((term) => term.includes('_'));
  expect(pairsOf('annual leave of five days')).toEqual([]);
  expect(pairsOf('nghỉ phép năm')).toEqual(['nghi_phep', 'phep_nam']);
});

test('a sentence is about as long in every script', () => {
  const { words: thai } = documentTerms('พนักงานประจำมีสิทธิลาพักร้อนปีละสิบสองวันโดยได้รับค่าจ้าง');
  const { words: chinese } = documentTerms('全职员工每年享有十二天带薪年假');
  const { words: english } = documentTerms(
    'Full-time employees get twelve days of paid vacation a year',
  );
  for (const words of [thai, chinese]) {
    expect(words).toBeGreaterThan(english / 2);
    expect(words).toBeLessThan(english * 2);
  }
});

test('weights grow with occurrences, ever slower, and fall with length (property)', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500 }),
      fc.integer({ min: 1, max: 2_000 }),
      (count, words) => {
        const at = saturatedFrequency(count, words);
        const next = saturatedFrequency(count + 1, words);
        expect(next).toBeGreaterThan(at);
        expect(next - at).toBeLessThan(saturatedFrequency(1, words));
        expect(saturatedFrequency(count, words + 50)).toBeLessThan(at);
        expect(at).toBeLessThan(2.5);
      },
    ),
  );
});

test('rarity is above zero and falls with frequency, even where a count is stale (property)', () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.nat(10_000), (holding, total) => {
      expect(rarity(holding, total)).toBeGreaterThan(0);
      expect(rarity(holding + 1, total)).toBeLessThan(rarity(holding, total));
    }),
  );
});

test.each([
  ['Q3_annualReport.final.pdf', 'Q3 annual Report final'],
  ['handbook.docx', 'handbook'],
  ['quy-định+nghỉ_phép.md', 'quy định nghỉ phép'],
  ['.env', 'env'],
  ['Version 2.5 notes', 'Version 2 5 notes'],
  ['', ''],
])('the title of %s', (fileName, title) => {
  expect(titleOf(fileName)).toBe(title);
});

test('a chunk is found by its file’s name and its headings as well', () => {
  const chunk = { heading_path: ['Leave', 'Parents'], text: 'Sixteen weeks.' };
  expect(searchedText('staff_handbook.pdf', chunk)).toBe(
    'staff handbook\nLeave\nParents\nSixteen weeks.',
  );
  expect(searchedText('', { heading_path: [], text: 'Text' })).toBe('Text');
});
