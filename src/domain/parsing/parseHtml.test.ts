import { expect, test } from 'vitest';
import { parseFile } from '#domain/parsing/parseFile.ts';

const textOf = async (body: string) => {
  const bytes = new TextEncoder().encode(`<!doctype html><body>${body}`);
  return (await parseFile(bytes, { fileName: 'a.html' })).pages.map(({ text }) => text).join('\n');
};
const long = `<p>${'Full-time employees have 27 days of leave. '.repeat(10)}</p>`;

test('a page’s main part, with the title above it, without the site around it', async () => {
  const text = await textOf(
    `<header>Acme <h1>Leave</h1></header><div role="navigation">Menu</div><main>${long}<aside>Mind this.</aside></main><footer>Imprint</footer>`,
  );
  expect(text).toMatch(/^Leave\n\nFull-time/);
  expect(text).toContain('Mind this.');
  expect(text).not.toMatch(/Acme|Menu|Imprint/);
});

test('header and footer go where no main part is named, but not those of an article', async () => {
  const text = await textOf(
    `<header>Acme</header><section><header>Section’s own</header>${long}</section><footer>Imprint</footer>`,
  );
  expect(text).toMatch(/^Section’s own/);
  expect(text).not.toMatch(/Acme|Imprint/);
});

test('a page that is all header, an empty main part or one form is kept', async () => {
  expect(await textOf(`<header>${long}</header><p>x</p>`)).toContain('27 days');
  expect(await textOf(`<main></main>${long}`)).toContain('27 days');
  expect(await textOf(`<form><h2>Leave</h2>${long}<button>Send</button></form>`)).toMatch(
    /^Leave\n\nFull-time(?![\s\S]*Send)/,
  );
  expect(await textOf(`<form>Subscribe to our letter</form>${long}`)).not.toContain('Subscribe');
});

test('cells, items and headings of several lines; numbered lists; captions; layout tables', async () => {
  expect(
    await textOf(
      '<table><caption>Leave</caption><tr><th>Who</th><th>Days</th></tr><tr><td><p>Ann</p><p>Lee</p></td><td>27<br>days</td></tr></table>',
    ),
  ).toBe('Leave\n\nWho | Days\nAnn Lee | 27 days');
  expect(await textOf('<ol start="3"><li><p>Ask</p><p>first</p></li><li>Go</li></ol>')).toBe(
    '3. Ask first\n4. Go',
  );
  expect(await textOf('<h1>Two<br>lines</h1>x')).toBe('Two lines\n\nx');
  expect(
    await textOf('<table><tr><td><table><tr><td>A</td><td>B</td></tr></table></td></tr></table>'),
  ).toBe('A | B');
});

test('an item with a list inside has its number or bullet, what comes after the list has none', async () => {
  expect(
    await textOf(
      '<ol><li>Ask<ol><li>the team</li></ol></li><li><p>Go</p><ul></ul></li><li><ul></ul></li></ol><p>After</p>',
    ),
  ).toBe('1. Ask\n1. the team\n2. Go\n\nAfter');
});

test('a value stands in its column whatever spans those around it', async () => {
  expect(
    await textOf(
      `<table><tr><th rowspan="2">Site</th><th colspan="2">Days</th></tr><tr><th>2025</th><th>2026</th></tr>
       <tr><td rowspan="2">Leuven</td><td>27</td><td>28</td></tr><tr><td>29</td><td>30</td></tr></table>`,
    ),
  ).toBe('Site | Days\nSite | 2025 | 2026\nLeuven | 27 | 28\nLeuven | 29 | 30');
  const hostile = `<table>${'<tr><td rowspan="65534" colspan="1000">x</td></tr>'.repeat(300)}</table>`;
  expect((await textOf(hostile)).length).toBeLessThan(2_000_000);
});

test('a heading is without its link to itself', async () => {
  expect(await textOf('<h1>Leave<a href="#leave">¶</a></h1><p>27 days <a href="#n1">[1]</a>')).toBe(
    'Leave\n\n27 days [1]',
  );
});
