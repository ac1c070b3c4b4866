import { expect, test } from 'vitest';
import { knownShare, queryTerms, rankTerms } from '#domain/retrieval/queryTerms.ts';

/** Without the pairs of them. */
const termsOf = (query: string) =>
  [...queryTerms(query).keys()].filter((term) => !term.includes('_'));

test.each([
  ['What is the capital of France?', ['the', 'capit', '=capital', 'of', 'franc', '=france']],
  ['Bao nhiêu ngày?', ['bao', 'ngay', '=ngày']],
  ['年假多少天', ['年假', '年', '假', '天']],
  ['WHO guidelines', ['who', 'guidelin', '=guidelines']],
  ['who?', ['who']],
  ['什么是', ['是']],
  ['...', []],
])('%s', (query, terms) => {
  expect(termsOf(query)).toEqual(terms);
});

test('Thai words that ask are left out as words, not as letters in others', () => {
  const terms = termsOf('ลาได้กี่วัน');
  expect(terms).toContain('=วัน');
  expect(terms).not.toContain('=กี่');
  expect(termsOf('ใคร่ครวญ').join('')).toContain('ใคร่');
});

test('words side by side are asked for together, with their accents or without', () => {
  for (const query of ['Ngày nghỉ phép năm', 'ngay nghi phep nam'])
    expect([...queryTerms(query).keys()]).toEqual(
      expect.arrayContaining(['ngay_nghi', 'nghi_phep', 'phep_nam']),
    );
});

test('a page of text asks for at most a thousand terms', () => {
  const text = Array.from({ length: 20_000 }, (_, index) => `w${index}`).join(' ');
  expect(queryTerms(text).size).toBe(1_000);
});

test('a rare term is worth more than a common one, one that is nowhere is left out', () => {
  const frequencies = new Map([
    ['#spaced', 1_000],
    ['zeppelin', 2],
    ['report', 400],
  ]);
  const { leading: ranked } = rankTerms(queryTerms('report zeppelin unicorn'), frequencies);
  expect(ranked.map(({ term }) => term)).toEqual(['zeppelin', 'report']);
  expect(ranked[0]?.worth).toBeGreaterThan(5 * (ranked[1]?.worth ?? Infinity));
});

test('a word that nearly all English chunks hold is worth next to nothing among a thousand Thai ones', () => {
  const frequencies = new Map([
    ['#spaced', 100],
    ['#unspaced', 1_000],
    ['the', 100],
  ]);
  expect(rankTerms(queryTerms('the'), frequencies).leading[0]?.worth).toBeLessThan(0.01);
});

test('a search finds by no more entries than it has time for, but by the most telling term in any case', () => {
  const frequencies = new Map([
    ['#spaced', 900_000],
    ['river', 400_000],
    ['the', 850_000],
    ['zeppelin', 10],
  ]);
  const search = (query: string) => {
    const { leading, common } = rankTerms(queryTerms(query), frequencies);
    return [leading.map(({ term }) => term), common.map(({ term }) => term)];
  };
  expect(search('the river zeppelin')).toEqual([['zeppelin'], ['river', 'the']]);
  expect(search('the river')).toEqual([['river'], ['the']]);
});

test('much of a question in the workspace’s language stands there, little of one in another', () => {
  const frequencies = new Map([
    ['#spaced', 240],
    ['#accented', 2],
    ['the', 240],
    ['capit', 12],
    ['=capital', 9],
    ['franc', 7],
    ['=france', 7],
    ['pari', 5],
    ['=paris', 5],
  ]);
  const known = (query: string) => knownShare(queryTerms(query), frequencies);
  expect(known('What is the capital of France?')).toBeGreaterThan(0.5);
  expect(known('the capital, France, Paris')).toBe(1);
  expect(known('Paris có phải là thủ đô nước Pháp không?')).toBeLessThan(0.25);
  expect(known('ปารีสเป็นเมืองหลวงของประเทศใด')).toBe(0);
});
