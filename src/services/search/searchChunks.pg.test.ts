import { afterAll, beforeAll, expect, test } from 'vitest';
import { chunkPages } from '#domain/chunking/chunkPages.ts';
import { parseFile } from '#domain/parsing/parseFile.ts';
import type { CallContext } from '#services/context.ts';
import { storeChunks } from '#services/documents/storeChunks.ts';
import { uploadDocument } from '#services/documents/uploadDocument.ts';
import { querySearch } from '#services/search/querySearch.ts';
import { searchChunks } from '#services/search/searchChunks.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';

let services: TestServices;
let ann: CallContext;
let workspaceId: string;
const texts = {
  'vacation.txt': 'Full-time employees receive 27 vacation days per calendar year.',
  'nghi-phep.txt': 'Nhân viên toàn thời gian được hưởng mười bốn ngày nghỉ phép có lương mỗi năm.',
  'la.txt': 'พนักงานประจำมีสิทธิลาพักร้อนปีละสิบสองวันโดยได้รับค่าจ้าง',
  'zh.txt': '全职员工每年享有十二天带薪年假。',
  'ja.txt': '正社員は年に十日の有給休暇を取得できます。',
  'travel.txt': 'Hotels may cost up to 165 euros a night; in Tokyo the limit is 230 euros.',
};

beforeAll(async () => {
  services = await openTestServices();
  ann = services.signUp();
  workspaceId = (await createWorkspace(ann, { name: 'Acme' })).id;
  for (const [name, text] of Object.entries(texts)) await ingest(ann, workspaceId, name, text);
});
afterAll(() => services[Symbol.asyncDispose]());

async function ingest(caller: CallContext, workspace: string, fileName: string, text: string) {
  const file = new File([text], fileName);
  const { document } = await uploadDocument(caller, { workspace_id: workspace, file });
  const { pages } = await parseFile(new TextEncoder().encode(text), { fileName });
  const store = (vectors?: number[][]) =>
    services.database.db.transaction((tx) =>
      storeChunks(tx, {
        workspaceId: workspace,
        documentId: document.id,
        fileName,
        chunks: chunkPages(pages),
        ...(vectors ? { embeddings: { model: 'm', vectors } } : {}),
      }),
    );
  await store();
  return { document, store };
}

const best = async (query: string) =>
  (await querySearch(ann, { workspace_id: workspaceId, query, limit: 5 }))[0]?.file_name;

test.each([
  ['How many vacation days do I get?', 'vacation.txt'],
  ['employee vacations', 'vacation.txt'],
  ['được nghỉ phép bao nhiêu ngày', 'nghi-phep.txt'],
  ['duoc nghi phep bao nhieu ngay', 'nghi-phep.txt'],
  ['ลาพักร้อนได้กี่วัน', 'la.txt'],
  ['年假有几天', 'zh.txt'],
  ['有給休暇は何日', 'ja.txt'],
  ['hotel in TOKYO', 'travel.txt'],
])('%s finds %s', async (query, fileName) => {
  expect(await best(query)).toBe(fileName);
});

test('Vietnamese without its accents finds the same as with them', async () => {
  const found = async (query: string) =>
    (await searchChunks(services.db, { workspaceId, query, limit: 5 })).map(
      ({ chunk_id }) => chunk_id,
    );
  const accented = await found('nghỉ phép có lương');
  expect(accented).not.toEqual([]);
  expect(await found('nghi phep co luong')).toEqual(accented);
  expect(await found('nghỉ phép có lương'.normalize('NFD'))).toEqual(accented);
});

test('a file’s name is found in each of its chunks', async () => {
  expect(await best('la')).toBe('la.txt');
});

test.each(['', '   ', '?!…。！', '🙂🙂', '%_\\', '\u202e', '\ud800', 'zzzzqqqq'.repeat(1_250)])(
  'a query of nothing that stands anywhere finds nothing: %j',
  async (query) => {
    const search = searchChunks(services.db, { workspaceId, query, limit: 5 });
    await expect(search).resolves.toEqual([]);
  },
);

test.each([
  ["'; drop table chunks; -- vacation", 'vacation.txt'],
  ['{"vacation", null} \\ $1 :limit', 'vacation.txt'],
  ['vacation '.repeat(1_111), 'vacation.txt'],
  [texts['la.txt'].repeat(200).slice(0, 10_000), 'la.txt'],
  ['🙂 vacation\u0000days', 'vacation.txt'],
])('an absurd query still finds what it names: %#', async (query, fileName) => {
  const [first] = await searchChunks(services.db, { workspaceId, query, limit: 5 });
  expect(first?.file_name).toBe(fileName);
});

test('another workspace’s chunks are never found', async () => {
  const eve = services.signUp('Eve');
  const own = (await createWorkspace(eve, { name: 'Eve' })).id;
  await ingest(eve, own, 'mine.txt', 'Vacation is cancelled.');
  const found = await querySearch(eve, { workspace_id: own, query: 'vacation', limit: 50 });
  expect(found.map(({ file_name }) => file_name)).toEqual(['mine.txt']);
  await expect(
    querySearch(eve, { workspace_id: workspaceId, query: 'vacation', limit: 5 }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('with embeddings the two rankings are fused, and only vectors of the same model are compared', async () => {
  const near = await ingest(ann, workspaceId, 'near.txt', 'Completely different words.');
  await near.store([[0.6, 0.8]]);
  const far = await ingest(ann, workspaceId, 'far.txt', 'Nothing in common either.');
  await far.store([[1, 0]]);
  const search = (model: string) =>
    searchChunks(services.db, {
      workspaceId,
      query: 'zymurgy',
      queryEmbedding: { model, vector: [0.6, 0.8] },
      limit: 5,
    });
  expect((await search('m')).map(({ file_name }) => file_name)).toEqual(['near.txt', 'far.txt']);
  expect(await search('another model')).toEqual([]);
});

test('vectors of another length, from a model that was set up otherwise, are passed over', async () => {
  const found = await searchChunks(services.db, {
    workspaceId,
    query: 'zymurgy',
    queryEmbedding: { model: 'm', vector: [0.6, 0.8, 0] },
    limit: 5,
  });
  expect(found).toEqual([]);
});

test('in a large workspace a common word still tells apart what the rare ones find', async () => {
  const large = (await createWorkspace(ann, { name: 'Large' })).id;
  const { document } = await ingest(ann, large, 'field.txt', 'A zeppelin over the field.');
  await ingest(ann, large, 'river.txt', 'A zeppelin over the river.');
  for (const term of ['river', '=river', '#spaced'])
    await services.database.sql`
      insert into postings (workspace_id, term, document_id, chunk_keys, weights)
      select ${large}, ${term}, ${document.id},
        array(select (1e9 + nth * 64 + place)::bigint from generate_series(1, 64) as place), array_fill(0.5::real, array[64])
      from generate_series(1, 600) as nth`;
  const found = async (query: string) =>
    (await searchChunks(services.db, { workspaceId: large, query, limit: 5 })).map(
      ({ file_name }) => file_name,
    );
  expect(await found('zeppelin')).toEqual(['field.txt', 'river.txt']);
  expect(await found('zeppelin river')).toEqual(['river.txt', 'field.txt']);
});

test('a page of a report counts for more where the report goes on about it, but not where another begins', async () => {
  const reports = (await createWorkspace(ann, { name: 'Reports' })).id;
  const section = (name: string, words: string) => {
    const rest = Array.from({ length: 120 }, (_, nth) => `${name}${nth}`).join(' ');
    return `## ${name}\n\n${words} ${rest}`;
  };
  const report = [
    section('alone', 'gearbox'),
    section('between', 'harbour'),
    section('beside', 'gearbox'),
    section('about', 'gearbox gearbox gearbox'),
  ].join('\n\n');
  await ingest(ann, reports, 'report.md', report);
  await ingest(ann, reports, 'other.md', section('other', 'gearbox'));
  const found = await searchChunks(services.db, {
    workspaceId: reports,
    query: 'gearbox',
    limit: 5,
  });
  expect(found.map(({ text }) => text.split('\n')[0])).toEqual([
    'about',
    'beside',
    'alone',
    'other',
  ]);
});
