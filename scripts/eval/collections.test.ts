import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCommand } from '../command.ts';
import { readCollections } from './collections.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-collections-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function fill(files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
}

/** What could not be read, without the folder. */
const unread = async () =>
  (await readCollections(folder)).unread.map((line) => line.replace(`${folder}/`, ''));

type Asked = { question: unknown; is_impossible?: boolean };
const squad = (...qas: Asked[]) =>
  JSON.stringify({ data: [{ title: 'T', paragraphs: [{ context: 'Larks sing.', qas }] }] });
const good = squad({ question: 'What do larks do?' });

test('what can be read is read, and each other file is named with the place and the reason', async () => {
  await fill({
    'a/broken.json': '{\n  "data": [\n    { "title": oops }\n  ]\n}',
    'b/cut.json': '{"data":\n [',
    'b/list.json': '[1,\n 2 3]',
    'c/other.json': '{"name": "other"}',
    'c/wrong.json': squad({ question: 'Why?' }, { question: 7 }),
    'd/empty.json': squad(),
    'd/good.json': good,
    'd/marked.json': `\uFEFF${good}`,
    'd/notes.txt': 'No collection.',
  });
  expect(await unread()).toEqual([
    "a/broken.json, line 3, column 16: no valid JSON: Unexpected token 'o'",
    'b/cut.json, line 2, column 3: no valid JSON: Unexpected end of JSON input',
    "b/list.json, line 2, column 4: no valid JSON: Expected ',' or ']' after array element",
    "c/other.json, data: not in SQuAD's form: Invalid input: expected array, received undefined",
    "c/wrong.json, data[0].paragraphs[0].qas[1].question: not in SQuAD's form: Invalid input: expected string, received number",
    'd/empty.json: it holds no question',
  ]);
  const { collections } = await readCollections(folder);
  expect(collections.map(({ name }) => name)).toEqual(['good', 'marked']);
});

test('a question that is marked as impossible is none of the ones to be found', async () => {
  await fill({
    'two.json': squad(
      { question: 'What do larks do?', is_impossible: false },
      { question: 'What do larks eat?', is_impossible: true },
    ),
  });
  const { collections } = await readCollections(folder);
  expect(collections).toEqual([
    {
      name: 'two',
      documents: [{ title: '', text: 'Larks sing.' }],
      queries: [{ text: 'What do larks do?', relevant: new Set([0]) }],
      unanswerable: ['What do larks eat?'],
    },
  ]);
});

test('of Cranfield’s files a missing one and a wrong judgment are told, too', async () => {
  const files = {
    'cran.all.1400': '.I 1\n.T\nLarks\n.W\nLarks sing.\n',
    'cran.qry': '.I 001\n.W\nWhat do larks do?\n',
  };
  await fill({
    'one/cranqrel': '1 1 2\n1 one 2\n',
    'one/cran.all.1400': files['cran.all.1400'],
    'one/cran.qry': files['cran.qry'],
    'two/cranqrel': '1 1 2\n',
    'two/cran.qry': files['cran.qry'],
  });
  const lines = await unread();
  expect(lines[0]).toBe(
    'one/cranqrel, line 2: three numbers are expected: a query, a document and a grade',
  );
  expect(lines[1]).toMatch(/^two\/cranqrel: ENOENT.*cran\.all\.1400/);
});

test('where nothing can be read, npm run eval says so and ends with 1', async () => {
  await fill({ 'broken.json': '{"data": oops}' });
  const { exitCode, output } = await runCommand(
    process.execPath,
    ['scripts/eval/run.ts', '--dir', folder],
    { timeLimitMs: 30_000 },
  );
  expect(exitCode).toBe(1);
  const [first, second, ...rest] = output.trim().split('\n');
  expect(first).toBe(
    `${join(folder, 'broken.json')}, line 1, column 10: no valid JSON: Unexpected token 'o'`,
  );
  expect(second).toContain(`There is no test collection that can be read in ${folder}.`);
  expect(rest).toEqual([]);
});
