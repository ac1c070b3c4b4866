import { expect, test } from 'vitest';
import { keepServedType } from '#domain/fetching/servedType.ts';
import { decodeText } from '#domain/parsing/decodeText.ts';

/** «Цена десять» in windows-1251: too short to be told by its looks. */
const price = Buffer.from('d6e5ede020e4e5f1fff2fc', 'hex');
const html = (head: string) => Buffer.concat([Buffer.from(`<title>x</title>${head}<p>`), price]);

const kept = async (bytes: Uint8Array, contentType: string | null) => {
  const file = await keepServedType({ bytes, contentType }, 'prices');
  return { ...file, text: decodeText(file.bytes) };
};

test.each([
  ['text/html; charset=windows-1251', html(''), 'prices.html'],
  ['text/html;charset="WINDOWS-1251"', html('<meta charset="utf-8">'), 'prices.html'],
  ['text/csv; header=present; charset=cp1251', price, 'prices.csv'],
  ['text/plain; charset=windows-1251', price, 'prices'],
])('what is served as %s stays so when only its bytes are left', async (type, bytes, fileName) => {
  const file = await kept(bytes, type);
  expect(file.fileName).toBe(fileName);
  expect(file.text).toMatch(/Цена десять$/);
});

test('bytes that are read alike without the server’s word are kept as they are', async () => {
  const utf8 = Buffer.from('<h1>Цена десять</h1>');
  for (const type of ['text/html; charset=utf-8', 'text/html', 'text/html; charset=nonsense'])
    expect((await kept(utf8, type)).bytes).toBe(utf8);
  for (const type of [null, '', 'nonsense', 'text/html, text/html'])
    expect(await kept(utf8, type)).toMatchObject({ bytes: utf8, fileName: 'prices' });
  const named = html('<meta charset="windows-1251">');
  expect((await kept(named, 'text/html; charset=windows-1251')).bytes).toBe(named);
});

test('a charset that the bytes contradict is not believed, nor one of a file that is no text', async () => {
  const utf8 = Buffer.from('\ufeffЦена десять');
  expect((await kept(utf8, 'text/plain; charset=windows-1251')).bytes).toBe(utf8);
  const french = Buffer.from('Le caf\xe9 co\xfbte cher \xe0 la gare, tr\xe8s cher.', 'latin1');
  expect((await kept(french, 'text/plain; charset=utf-8')).bytes).toBe(french);
  const pdf = Buffer.from('%PDF-1.7\n\xe2\xe3\xcf\xd3', 'latin1');
  expect((await kept(pdf, 'text/html; charset=windows-1251')).bytes).toBe(pdf);
});
