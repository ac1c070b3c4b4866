import { afterAll, beforeAll, expect, test } from 'vitest';
import { chunkPages } from '#domain/chunking/chunkPages.ts';
import { parseFile } from '#domain/parsing/parseFile.ts';
import type { CallContext } from '#services/context.ts';
import { removeDocument } from '#services/documents/removeDocument.ts';
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

test.each(['?!…', '🙂', "'; drop table chunks; --", '%_\\', 'zzzzqqqq'.repeat(200), '\u202e'])(
  'an absurd query finds nothing and breaks nothing: %s',
  async (query) => {
    await expect(
      searchChunks(services.db, { workspaceId, query, limit: 5 }),
    ).resolves.toBeInstanceOf(Array);
  },
);

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

test('storing again, also at the same moment, leaves no chunk twice; removing leaves none', async () => {
  const { document, store } = await ingest(
    ann,
    workspaceId,
    'again.txt',
    'The zeppelin leaves at noon.',
  );
  await Promise.all([store(), store(), store()]).catch(() => store());
  const count = async (table: string) => {
    const [row] = await services.database.sql<[{ count: number }]>`
      select count(*)::int from ${services.database.sql(table)} where ${services.database.sql(table === 'chunks' ? 'id' : 'chunk_id')} in
        (select id from chunks where document_id = ${document.id})`;
    return row.count;
  };
  expect(await count('chunks')).toBe(1);
  expect(await best('zeppelin')).toBe('again.txt');
  await removeDocument(ann, { document_id: document.id });
  expect(await count('postings')).toBe(0);
  expect(await best('zeppelin')).not.toBe('again.txt');
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
