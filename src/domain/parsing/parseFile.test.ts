import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { detectFileType } from '#domain/parsing/detectFileType.ts';
import type { ParsedPage } from '#domain/parsing/parsedDocument.ts';
import { ParseFailure } from '#domain/parsing/parseFailure.ts';
import { parseFile } from '#domain/parsing/parseFile.ts';
import { assert } from '#shared/assert.ts';

const fixture = (name: string) =>
  readFile(new URL(`../../../e2e/fixtures/${name}`, import.meta.url));
const parse = async (name: string) => parseFile(await fixture(name), { fileName: name });
const encode = (text: string) => new TextEncoder().encode(text);

test('a PDF made by another program: each fact is on its page', async () => {
  const { pages } = await parse('handbook.pdf');
  const facts = [
    'founded in 1987 by Marit Oyelaran',
    'receive 27 vacation days per calendar year. After five years',
    'Client dinner | 90 euros per person | Team lead',
    'extension 7700 within two hours, at any time of day',
    'paid with 320 euros',
    'Vaartstraat 112, 3000 Leuven',
  ];
  expect(pages.map(({ page }) => page)).toEqual([1, 2, 3, 4, 5, 6]);
  for (const [index, fact] of facts.entries()) expect(pages[index]?.text).toContain(fact);
  expect(headings(pages[1])).toEqual([
    'Working hours and leave',
    'Working hours',
    'Vacation',
    'Parental leave',
    'Sick days',
  ]);
});

test('Vietnamese and Thai come out of a PDF as they are written', async () => {
  const { pages: vietnamese } = await parse('quy-che.pdf');
  expect(vietnamese[0]?.text).toContain('được hưởng mười bốn ngày nghỉ phép có lương mỗi năm');
  const { pages: thai } = await parse('rabiab.pdf');
  expect(thai[0]?.text).toContain('ระเบียบการทำงาน สำนักงานเชียงใหม่');
  expect(thai[0]?.text).toContain('สิทธิลาพักร้อนปีละสิบสองวัน');
});

test.each([
  'handbook.docx',
  'handbook.md',
  'handbook.txt',
  'docx-named.txt',
  'source/handbook.html',
])('%s has the same facts, on few pages', async (name) => {
  const { pages } = await parse(name);
  const text = pages.map((page) => page.text).join('\n');
  expect(text).toContain('Full-time employees receive 27 vacation days per calendar year');
  expect(text).toMatch(/Client dinner\s+(\| )?90 euros per person/);
  expect(pages.length).toBeLessThanOrEqual(3);
  expect(text).not.toMatch(/break-before|<h1>/);
});

test.each([
  ['encrypted.pdf', 'encrypted'],
  ['truncated.pdf', 'broken'],
  ['scan.pdf', 'empty'],
  ['empty.txt', 'empty'],
  ['binary.txt', 'unsupported'],
])('%s is %s, and the user is told in a sentence', async (name, code) => {
  const failure: unknown = await parse(name).catch((error: unknown) => error);
  expect(failure).toMatchObject({ name: 'ParseFailure', code });
  assert(failure instanceof ParseFailure, 'a failure of the file');
  expect(failure.userMessage).toMatch(/^[A-Z].*\.$/);
});

test('a type is told by content, not by name', async () => {
  expect(await detectFileType(await fixture('handbook.pdf'), 'handbook.txt')).toBe(
    'application/pdf',
  );
  expect(await detectFileType(encode('# Title'), 'a.md')).toBe('text/markdown');
  expect(await detectFileType(encode('# Title'), 'a.txt')).toBe('text/plain');
  expect(await detectFileType(encode('  <!-- x --><!DOCTYPE html><p>x'), 'a.txt')).toBe(
    'text/html',
  );
  expect(await detectFileType(encode('fewer than 3, 1 < 2'), 'a.html')).toBe('text/plain');
});

test.each([
  '<title>Prices</title><p>Ten.',
  '<meta charset="utf-8">\n<h1>Prices</h1>',
  '<h1>Prices</h1>',
  '<p class="first">Ten.',
  '<!-- made by hand -->\nTen.',
  '\ufeff <table><tr><td>Ten',
  'Ten <b>euros</b><br>',
])('%j is HTML where its name says so, and else the text that it is', async (text) => {
  expect(await detectFileType(encode(text), 'a.html')).toBe('text/html');
  expect(await detectFileType(encode(text), 'A.HTM')).toBe('text/html');
  expect(await detectFileType(encode(text), 'a.txt')).toBe('text/plain');
  expect(await detectFileType(encode(text), 'a.md')).toBe('text/markdown');
});

test('HTML that begins with an element of its head is read without its tags, and has its title', async () => {
  const html = '<title>Prices</title><h1>Our prices</h1><p>A kettle costs <b>ten</b> euros.';
  const { pages, title } = await parseFile(encode(html), { fileName: 'a.html' });
  expect({ text: pages[0]?.text, title }).toEqual({
    text: 'Our prices\n\nA kettle costs ten euros.',
    title: 'Prices',
  });
});

test.each([
  ['UTF-8 with a BOM', new Uint8Array([0xef, 0xbb, 0xbf, ...encode('Xin chào')]), 'Xin chào'],
  ['UTF-16 LE', new Uint8Array([0xff, 0xfe, ...Buffer.from('สวัสดี', 'utf16le')]), 'สวัสดี'],
  ['UTF-16 BE', new Uint8Array([0xfe, 0xff, ...Buffer.from('สวัสดี', 'utf16le').swap16()]), 'สวัสดี'],
  [
    'Windows-1252',
    Buffer.from('Le caf\xe9 co\xfbte cher \xe0 la gare, tr\xe8s cher.', 'latin1'),
    'Le café coûte cher à la gare, très cher.',
  ],
])('%s is read', async (_name, bytes, expected) => {
  const { pages } = await parseFile(bytes, { fileName: 'a.txt' });
  expect(pages[0]?.text).toBe(expected);
});

test('HTML without its chrome, nested lists and line breaks kept apart', async () => {
  const html = `<!doctype html><nav>Menu</nav><script>x()</script><h2>Title</h2>Loose <b>text</b>
    <ul><li>One</li><li>Two<ul><li>Deep</li></ul></li></ul><p>First<br>second</p>`;
  const { pages } = await parseFile(encode(html), { fileName: 'a.html' });
  expect(pages[0]?.text).toBe('Title\n\nLoose text\n\n• One\n• Two\n• Deep\n\nFirst second');
});

test('HTML nested past all reason ends in a failure, not in a crash', async () => {
  const html = `<!doctype html>${'<div>'.repeat(100_000)}x`;
  await expect(parseFile(encode(html), { fileName: 'a.html' })).rejects.toMatchObject({
    name: 'ParseFailure',
  });
});

function headings(page: ParsedPage | undefined): string[] {
  return (page?.blocks ?? [])
    .filter(({ kind }) => kind === 'heading')
    .map(({ start, end }) => page?.text.slice(start, end) ?? '');
}

test('blocks cover all of the text, in order, and the text is fit for PostgreSQL and JSON (property)', async () => {
  const text = fc.string({
    unit: fc.oneof(
      fc.constantFrom('\n', '\n\n', '# ', '- ', '<p>', '\0', '\ud800', '📎', ' '),
      fc.string({ unit: 'binary', maxLength: 20 }),
    ),
    maxLength: 200,
  });
  await fc.assert(
    fc.asyncProperty(
      text,
      fc.constantFrom('a.txt', 'a.md', 'a.html'),
      async (content, fileName) => {
        const source = fileName === 'a.html' ? `<!doctype html><body>${content}` : content;
        const parsed = await parseFile(encode(source), { fileName }).catch(() => null);
        for (const [index, page] of (parsed?.pages ?? []).entries()) {
          expect(page.page).toBe(index + 1);
          expect(page.text.isWellFormed()).toBe(true);
          expect(page.text).not.toMatch(/[\p{Cc}--\n]/v);
          let at = 0;
          for (const { start, end } of page.blocks) {
            expect(page.text.slice(at, start)).toMatch(/^\s*$/);
            expect(end).toBeGreaterThan(start);
            at = end;
          }
          expect(at).toBe(page.text.length);
        }
      },
    ),
  );
});

test('long text becomes pages that a reader can open, none of it lost', async () => {
  const paragraphs = Array.from(
    { length: 200 },
    (_, nth) => `Paragraph ${nth}. ${'word '.repeat(60).trim()}.`,
  );
  const { pages } = await parseFile(encode(paragraphs.join('\n\n')), { fileName: 'a.txt' });
  expect(pages.map(({ text }) => text).join('\n\n')).toBe(paragraphs.join('\n\n'));
  for (const { text } of pages) expect(text.length).toBeLessThanOrEqual(3_500);
});
