import { fc, test as propertyTest } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { splitAtQuote } from '#features/documents/splitAtQuote.ts';

test('a quote that stands word for word', () => {
  expect(splitAtQuote('One. Two. Three.', 'Two.')).toEqual({
    before: 'One. ',
    quote: 'Two.',
    after: ' Three.',
  });
});

test('a quote whose lines were joined', () => {
  const text = 'Leave is paid\nfor  21 days\n\nper year.';
  expect(splitAtQuote(text, ' paid for 21 days per year. ')).toEqual({
    before: 'Leave is ',
    quote: 'paid\nfor  21 days\n\nper year.',
    after: '',
  });
});

test('signs that mean something in a pattern are themselves', () => {
  expect(splitAtQuote('cost (net)\n[1] is $5.00?', '(net) [1] is $5.00?')?.before).toBe('cost ');
  expect(splitAtQuote('a+b', 'a.b')).toBeNull();
});

test('Vietnamese and Thai', () => {
  expect(splitAtQuote('Điều 5. Nghỉ phép\nnăm là 12 ngày.', 'Nghỉ phép năm')?.quote).toBe(
    'Nghỉ phép\nnăm',
  );
  expect(splitAtQuote('ระเบียบการลาพักผ่อน', 'การลา')?.after).toBe('พักผ่อน');
});

test('no quote, no mark', () => {
  expect(splitAtQuote('text', 'other')).toBeNull();
  expect(splitAtQuote('text', '  ')).toBeNull();
});

propertyTest.prop([fc.string(), fc.string(), fc.string()])(
  'the parts are the text, and what is marked is the quote but for white space',
  (before, quote, after) => {
    const text = before + quote + after;
    const parts = splitAtQuote(text, quote);
    if (parts === null) {
      expect(quote.trim()).toBe('');
      return;
    }
    expect(parts.before + parts.quote + parts.after).toBe(text);
    expect(parts.quote.replaceAll(/\s+/g, ' ')).toBe(quote.trim().replaceAll(/\s+/g, ' '));
  },
);
