import { describe, expect, test } from 'vitest';
import { checkChangelog, checkDecisions, checkImportTable, checkPage } from './docs.ts';
import { importTableMarkdown } from './importTable.ts';

const existing = new Set([
  'src/db/client.ts',
  'docs/adr/0001-x.md',
  'docs/images/chat.png',
  'src/db/',
]);
const docs = {
  exists: (path: string) => existing.has(path),
  npmScripts: new Set(['start', 'bench']),
};
const problemsOf = (text: string, page = 'docs/GUIDE.md') => checkPage(page, text, docs);

describe('a page', () => {
  test('may name what exists', () => {
    const text =
      'See `src/db/client.ts`, `#db/client.ts`, `src/db/`, [one](adr/0001-x.md#why), ![chat](images/chat.png), `npm run bench -- parse`.';
    expect(problemsOf(text)).toEqual([]);
  });

  test('may name what is no path of the project, or stands for many', () => {
    const text =
      '`/api/trpc/*`, `#folder/file.ts`, `src/services/<noun>/`, `src/features/*/x.ts`, `text/plain`, `application/json`, [x](https://example.com/y), [z](#below)';
    expect(problemsOf(text)).toEqual([]);
  });

  test.each([
    ['`src/db/gone.ts`', /`src\/db\/gone.ts` does not exist/],
    ['`#db/gone.ts`', /does not exist/],
    ['[gone](adr/0009-y.md)', /leads nowhere/],
    ['![gone](docs/images/chat.png)', /leads nowhere/],
    ['`npm run deploy`', /no script "deploy"/],
    ['`PORT=1 npm test`', /no script "test"/],
  ])('may not say %s', (text, why) => {
    expect(problemsOf(text)).toEqual([expect.stringMatching(why)]);
  });

  test('links are relative to the page', () => {
    expect(problemsOf('[chat](docs/images/chat.png)', 'README.md')).toEqual([]);
  });
});

test('the changelog has an Unreleased section', () => {
  expect(checkChangelog('# Changelog\n\n## [Unreleased]\n')).toEqual([]);
  expect(checkChangelog('# Changelog\n\n## 1.0.0\n')).toHaveLength(1);
});

test('the import table is the enforced one, however it is padded', () => {
  const table = importTableMarkdown();
  expect(checkImportTable(`# A\n\n${table}\n\nMore.`)).toEqual([]);
  expect(checkImportTable(table.replaceAll('| ', '|   ').replaceAll('---', '--------'))).toEqual(
    [],
  );
  expect(checkImportTable(table.replace('| ui | shared |', '| ui | db |'))).toHaveLength(1);
});

test('a file may point only to decisions that were written down', () => {
  const paths = ['docs/adr/0001-x.md'];
  const text = 'As ADR 0001 says, and docs/adr/0001-x.md; but ADR 0099 is not there (ADR 0099).';
  expect(checkDecisions('src/a.ts', text, paths)).toEqual([
    'src/a.ts: there is no decision 0099 in docs/adr.',
  ]);
});
