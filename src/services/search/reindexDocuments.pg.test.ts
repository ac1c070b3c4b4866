import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { chunksPerPosting } from '#db/schema/chunks.ts';
import { documents } from '#db/schema/documents.ts';
import { TOKENIZER_VERSION } from '#domain/retrieval/tokenize.ts';
import type { CallContext } from '#services/context.ts';
import { storeChunks } from '#services/documents/storeChunks.ts';
import { uploadDocument } from '#services/documents/uploadDocument.ts';
import { reindexDocuments } from '#services/search/reindexDocuments.ts';
import { searchChunks } from '#services/search/searchChunks.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';

let services: TestServices;
let ann: CallContext;
let workspaceId: string;

beforeAll(async () => {
  services = await openTestServices();
  ann = services.signUp();
  workspaceId = (await createWorkspace(ann, { name: 'Acme' })).id;
});
afterAll(() => services[Symbol.asyncDispose]());

const passages = Array.from(
  { length: chunksPerPosting + 6 },
  (_, nth) => `Đoạn ${nth}: nhân viên được nghỉ phép, nơi đặt ${nth} cái bàn.`,
);

async function ingest(fileName: string): Promise<string> {
  const file = new File([fileName], fileName);
  const { document } = await uploadDocument(ann, { workspace_id: workspaceId, file });
  await services.database.db.transaction(async (tx) => {
    await storeChunks(tx, {
      workspaceId,
      documentId: document.id,
      fileName,
      chunks: passages.map((text) => ({ page_from: 1, page_to: 1, heading_path: ['Lương'], text })),
      embeddings: { model: 'm', vectors: passages.map((_, nth) => [nth + 1, 1]) },
    });
    await tx.update(documents).set({ is_current: true }).where(eq(documents.id, document.id));
  });
  return document.id;
}

/** All that is searched of a document, in a fixed order. */
const indexed = (documentId: string) => services.database.sql`
  select term, chunk_keys, weights, is_current from postings
  where document_id = ${documentId} order by term, chunk_keys`;
const chunksOf = (documentId: string) => services.database.sql`
  select id, key, text, words, tokenizer_version, vector
  from chunks join chunk_embeddings on chunk_key = key
  where document_id = ${documentId} order by seq`;

/** As an older release left it: other terms, another count of words. */
const makeOld = (documentId: string) =>
  services.database.sql.begin(async (tx) => {
    await tx`update chunks set tokenizer_version = ${TOKENIZER_VERSION - 1}, words = 1 where document_id = ${documentId}`;
    await tx`delete from postings where document_id = ${documentId} and term like '% %'`;
    await tx`update postings set term = 'old ' || term where document_id = ${documentId}`;
  });

const outdated = async () =>
  (
    await services.database.sql`
    select from chunks where workspace_id = ${workspaceId} and tokenizer_version < ${TOKENIZER_VERSION}`
  ).length;

test('what an older release indexed is indexed anew, by two processes at once, with chunks and vectors as they were', async () => {
  const ids = [await ingest('luong.txt'), await ingest('phep.txt'), await ingest('ban.txt')];
  const before = await Promise.all(ids.flatMap((id) => [indexed(id), chunksOf(id)]));
  for (const id of ids.slice(0, 2)) await makeOld(id);
  const find = () => searchChunks(services.db, { workspaceId, query: 'nghi phep', limit: 500 });
  expect(await find()).toHaveLength(passages.length);

  const stopping = new AbortController();
  const processes = [1, 2].map(() => reindexDocuments(services, { stopping: stopping.signal }));
  await vi.waitFor(async () => expect(await outdated()).toBe(0), { timeout: 30_000 });
  stopping.abort();
  await Promise.all(processes);

  expect(await Promise.all(ids.flatMap((id) => [indexed(id), chunksOf(id)]))).toEqual(before);
  expect(await find()).toHaveLength(3 * passages.length);
});
