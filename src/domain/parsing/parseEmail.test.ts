import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parseFile } from '#domain/parsing/parseFile.ts';

type Part = { name: string; type: string; content: string | Buffer };

function emlOf(body: string, attachments: readonly Part[] = []): string {
  const parts = attachments.map(
    ({ name, type, content }) =>
      `Content-Type: ${type}; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${(typeof content === 'string' ? Buffer.from(content) : content).toString('base64')}\r\n`,
  );
  return [
    'From: Marit Oyelaran <marit@example.com>',
    'To: ann@example.com, Bo <bo@example.com>',
    'Subject: =?UTF-8?B?TmdoxIkgcGjDqXA=?=',
    'Date: Tue, 03 Mar 2026 09:30:00 +0100',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="b"',
    '',
    `--b\r\n${body}\r\n`,
    ...parts.map((part) => `--b\r\n${part}`),
    '--b--',
  ].join('\r\n');
}
const plain = (text: string) =>
  `Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${text}`;
const parse = async (text: string) =>
  (await parseFile(new TextEncoder().encode(text), { fileName: 'letter.eml' })).pages;

test('subject, who wrote to whom and when, and what it says', async () => {
  const [page] = await parse(emlOf(plain('Chào,\r\n\r\nyou have 27 days.')));
  expect(page?.text).toBe(
    'Nghĉ phép\n\nFrom: Marit Oyelaran <marit@example.com>\nTo: ann@example.com, Bo <bo@example.com>\nDate: 2026-03-03 08:30:00 UTC\n\nChào,\n\nyou have 27 days.',
  );
  expect(page?.blocks[0]?.kind).toBe('heading');
});

test('HTML where there is no plain text', async () => {
  const html =
    'Content-Type: text/html\r\n\r\n<table role="presentation"><tr><td><h2>Leave</h2><p>27 days</p></td></tr></table>';
  const [page] = await parse(emlOf(html));
  expect(page?.text).toMatch(/UTC\n\nLeave\n\n27 days$/);
});

test('attachments are read under their names, what is attached to them is only named', async () => {
  const deepest = emlOf(plain('Deepest'));
  const inner = emlOf(plain('Inner letter'), [
    { name: 'deep.eml', type: 'application/octet-stream', content: deepest },
  ]);
  const pages = await parse(
    emlOf(plain('See below.'), [
      { name: 'staff.csv', type: 'text/csv', content: 'Name,Days\nAnn,27\n' },
      { name: 'photo.bin', type: 'application/octet-stream', content: '\0\u0001\u0002' },
      { name: 'inner.eml', type: 'application/octet-stream', content: inner },
    ]),
  );
  expect(pages.map(({ page }) => page)).toEqual([1, 2, 3]);
  expect(pages[0]?.text).toContain('Attachments: staff.csv, photo.bin, inner.eml');
  const [, csv, letter] = pages;
  expect(csv?.text).toBe('staff.csv\n\nName: Ann | Days: 27');
  expect(csv?.blocks.map(({ start, end }) => csv.text.slice(start, end))).toEqual([
    'staff.csv',
    'Name: Ann | Days: 27',
  ]);
  expect(letter?.text).toMatch(/^inner\.eml\n\n[\s\S]*deep\.eml[\s\S]*Inner letter$/);
  expect(pages.map(({ text }) => text).join()).not.toContain('Deepest');
});

test(
  'of a picture that came with a letter, what is recognised in it',
  { timeout: 60_000 },
  async () => {
    const picture = new URL('../../../e2e/fixtures/corpus/office.gif', import.meta.url);
    const [, page] = await parse(
      emlOf(plain('See the picture.'), [
        { name: 'office.gif', type: 'image/gif', content: await readFile(picture) },
      ]),
    );
    expect(page?.text).toMatch(/^office\.gif\n\nOffices and equipment/);
  },
);

const fixture = (name: string) =>
  readFile(new URL(`../../../e2e/fixtures/${name}`, import.meta.url));
const binary = 'application/octet-stream';

test('the letter says which attachments could not be read, and why', async () => {
  const [letter, ...others] = await parse(
    emlOf(plain('See below.'), [
      { name: 'pay.pdf', type: binary, content: await fixture('encrypted.pdf') },
      { name: 'half.pdf', type: binary, content: await fixture('truncated.pdf') },
      { name: 'photo.bin', type: binary, content: '\0\u0001\u0002' },
      { name: 'staff.csv', type: 'text/csv', content: 'Name,Days\nAnn,27\n' },
      { name: 'none.txt', type: 'text/plain', content: '' },
    ]),
  );
  const lines = letter?.text.split('\n') ?? [];
  const problemOf = (name: string) =>
    lines.find((line) => line.startsWith(`The attachment ${name} could not be read. `));
  expect(problemOf('pay.pdf')).toMatch(/protected by a password\./);
  expect(problemOf('half.pdf')).toMatch(/damaged or incomplete\./);
  expect(problemOf('photo.bin')).toMatch(/kind of file cannot be read\./);
  expect(problemOf('none.txt')).toMatch(/no text in this file/);
  expect(problemOf('staff.csv')).toBeUndefined();
  expect(lines.at(-1)).toBe('See below.');
  expect(others.map(({ text }) => text)).toEqual(['staff.csv\n\nName: Ann | Days: 27']);
});

test('scans past the limit are not read, and the letter says so; what has fewer still is', async () => {
  const content = emlOf(plain('See below.'), [
    { name: 'four.pdf', type: binary, content: await fixture('corpus/mixed-scan.pdf') },
    { name: 'staff.csv', type: 'text/csv', content: 'Name,Days\nAnn,27\n' },
    { name: 'office.gif', type: 'image/gif', content: await fixture('corpus/office.gif') },
  ]);
  const { pages } = await parseFile(new TextEncoder().encode(content), {
    fileName: 'letter.eml',
    limits: { maxPages: 100, maxCharacters: 1_000_000, maxScans: 2 },
  });
  expect(pages.map(({ text }) => text.split('\n')[0])).toEqual([
    'Nghĉ phép',
    'staff.csv',
    'office.gif',
  ]);
  expect(pages[0]?.text).toMatch(/\nThe attachment four\.pdf could not be read\. .*scanned pages/);
});

test('an empty picture within the letter’s own layout is no attachment that somebody misses', async () => {
  const logo = (await fixture('corpus/hills.jpg')).toString('base64');
  const body = `Content-Type: multipart/related; boundary="r"\r\n\r\n--r\r\nContent-Type: text/html\r\n\r\n<p>27 days</p><img src="cid:logo">\r\n--r\r\nContent-Type: image/jpeg; name="logo.jpg"\r\nContent-ID: <logo>\r\nContent-Disposition: inline; filename="logo.jpg"\r\nContent-Transfer-Encoding: base64\r\n\r\n${logo}\r\n--r--`;
  const [letter] = await parse(emlOf(body));
  expect(letter?.text).toContain('Attachments: logo.jpg');
  expect(letter?.text).not.toContain('could not be read');
});

test('of more than a hundred attachments the letter says how many were left', async () => {
  const many = Array.from({ length: 103 }, (_, nth) => ({
    name: `${nth}.txt`,
    type: 'text/plain',
    content: `Text ${nth}`,
  }));
  const pages = await parse(emlOf(plain('See below.'), many));
  expect(pages).toHaveLength(101);
  expect(pages[0]?.text).toContain('\n3 more attachments were not read');
});

test('a letter out of a mailbox has a line above it, and people may have a name alone', async () => {
  const letter = `From ann@example.com Mon Jan  5 10:00:00 2026\nFrom: Ann\nTo: bo@example.com\nSubject: Leave\n\n27 days`;
  expect((await parse(letter))[0]?.text).toBe('Leave\n\nFrom: Ann\nTo: bo@example.com\n\n27 days');
});
