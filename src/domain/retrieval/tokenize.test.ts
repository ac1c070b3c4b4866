import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type TermKind, termTraits } from '#domain/retrieval/termKinds.ts';
import { tokenize } from '#domain/retrieval/tokenize.ts';

function termsOf(text: string): string[] {
  const terms: string[] = [];
  tokenize(text, (term) => terms.push(term));
  return terms;
}

test.each([
  ['English, inflected', 'Running dogs', ['run', '=running', 'dog', '=dogs', 'running_dogs']],
  ['an apostrophe of either kind', "don’t don't", ["don't", "don't", "don't_don't"]],
  ['accents', 'Café', ['cafe', '=café']],
  [
    'Vietnamese',
    'Đường Hà Nội',
    ['duong', '=đường', 'ha', '=hà', 'duong_ha', 'noi', '=nội', 'ha_noi'],
  ],
  ['Vietnamese without its accents', 'duong ha noi', ['duong', 'ha', 'duong_ha', 'noi', 'ha_noi']],
  ['Thai', 'วันลา', ['วัน', 'ันล', 'นลา', '=วัน', '=ลา']],
  ['a Thai run of two characters', 'กก', ['กก', '=กก']],
  ['Chinese', '年假三', ['年假', '年', '假三', '假', '三']],
  ['Japanese', 'カード払い', ['カー', 'ード', 'ド払', '払い', '払']],
  ['Korean', '휴가일', ['휴가', '가일']],
  ['full width and half width', 'ＡＢＣ１ ｶﾄﾞ', ['abc1', 'カド']],
  ['a ligature and a soft hyphen', 'o\ufb03\u00adce', ['offic', '=office']],
  ['several scripts at once', 'iPhone13手机ที่', ['iphone13', '手机', '手', '机', 'ที่', '=ที่']],
  ['Cyrillic', 'Отпуск', ['отпуск']],
  ['numbers', '1,234.50', ['1', '234', '1_234', '50', '234_50']],
  ['nothing to find', '?! … 🙂 — ', []],
])('%s', (_, text, terms) => {
  expect(termsOf(text)).toEqual(terms);
});

test('decomposed text gives the terms of composed text', () => {
  expect(termsOf('Nghỉ phép năm'.normalize('NFD'))).toEqual(termsOf('Nghỉ phép năm'));
});

test('any text gives short, well-formed terms of known kinds, the same each time (property)', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      tokenize(text, (term, kind: TermKind) => {
        expect(term).not.toBe('');
        expect(term).not.toMatch(/[\s#\0]/);
        expect(term.length).toBeLessThanOrEqual(129);
        expect(termTraits[kind]).toBeDefined();
      });
      expect(termsOf(text)).toEqual(termsOf(text));
    }),
  );
});

test('a word of ten thousand letters becomes one short term', () => {
  const terms = termsOf('x'.repeat(10_000));
  expect(terms.map((term) => term.length)).toEqual([64]);
});

test('upper case and punctuation change nothing (property)', () => {
  const words = fc.array(fc.constantFrom('river', 'phép', 'вода', 'ลา', '东京'), { minLength: 1 });
  fc.assert(
    fc.property(words, (list) => {
      expect(termsOf(`«${list.join(' — ').toUpperCase()}!»`)).toEqual(termsOf(list.join(' ')));
    }),
  );
});
