import { unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { detectFileType } from '#domain/parsing/detectFileType.ts';
import { readZip, storeZip } from '#domain/parsing/readZip.ts';

const all = () => true;
const million = zipSync({ 'a.xml': new Uint8Array(1_000_000), 'b.png': new Uint8Array(1_000_000) });

test('only what is wanted is inflated, and all of it together within the limit', () => {
  const limits = { maxInflatedBytes: 1_500_000, maxEntries: 10 };
  expect([...readZip(million, (path) => path.endsWith('.xml'), limits).keys()]).toEqual(['a.xml']);
  expect(() => readZip(million, all, limits)).toThrow(
    expect.objectContaining({ code: 'too_large' }),
  );
  expect(() => readZip(million, all, { ...limits, maxEntries: 1 })).toThrow(
    expect.objectContaining({ code: 'too_large' }),
  );
});

test('an entry that lies about its size is cut there', () => {
  const lying = Buffer.from(zipSync({ a: new Uint8Array(5_000_000) }));
  const directory = lying.indexOf(Buffer.from('504b0102', 'hex'));
  lying.writeUInt32LE(10, directory + 24);
  expect(readZip(lying, all).get('a')?.buffer.byteLength).toBe(10);
});

test('a library gets the archive without compression', () => {
  const stored = storeZip(million, (path) => path.endsWith('.xml'));
  expect(stored.length).toBeGreaterThan(1_000_000);
  expect(Object.keys(unzipSync(stored))).toEqual(['a.xml']);
});

test('what is no archive is damaged', () => {
  expect(() => readZip(new Uint8Array(100), all)).toThrow(
    expect.objectContaining({ code: 'broken' }),
  );
});

test('a container is told by its paths, whatever its name says', async () => {
  const typeOf = (path: string) => detectFileType(zipSync({ [path]: new Uint8Array() }), 'a.txt');
  expect(await typeOf('ppt/presentation.xml')).toContain('presentationml.presentation');
  expect(await typeOf('xl/workbook.xml')).toContain('spreadsheetml.sheet');
  expect(await typeOf('word/document.xml')).toContain('wordprocessingml.document');
  expect(await typeOf('META-INF/container.xml')).toBe('application/epub+zip');
  expect(await typeOf('readme.txt')).toBe(null);
});

test('what an archive states of itself is read, but never inflated at length', async () => {
  const typeOf = (mimetype: Uint8Array) =>
    detectFileType(zipSync({ mimetype, 'content.xml': new Uint8Array() }), 'a.odt');
  const text = 'application/vnd.oasis.opendocument.text';
  expect(await typeOf(new TextEncoder().encode(`${text}-template\n`))).toBe(text);
  expect(await typeOf(new TextEncoder().encode('application/x-other'))).toBe(null);
  expect(await typeOf(new Uint8Array(10_000_000))).toBe(null);
});

test('a name decides between kinds of text', async () => {
  const typeOf = (name: string, text: string) =>
    detectFileType(new TextEncoder().encode(text), name);
  expect(await typeOf('a.csv', 'a,b')).toBe('text/csv');
  expect(await typeOf('a.TSV', 'a\tb')).toBe('text/tab-separated-values');
  expect(await typeOf('a.json', '{"a":1}')).toBe('application/json');
  expect(await typeOf('a.json', 'not at all')).toBe('text/plain');
  expect(await typeOf('a.txt', '{"a":1}')).toBe('text/plain');
  expect(await typeOf('a.eml', 'Subject: x\r\n\r\ny')).toBe('message/rfc822');
  expect(await typeOf('a.txt', 'Subject: x\r\n\r\ny')).toBe('text/plain');
  expect(await typeOf('a.eml', 'dear all, this is none')).toBe('text/plain');
});
