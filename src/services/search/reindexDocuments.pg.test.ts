import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { chunksPerPosting, postings } from '#db/schema/chunks.ts';
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

const passage = (nth: number) => `Đoạn ${nth}: nhân viên được nghỉ phép, nơi đặt ${nth} cái bàn.`;

async function ingest(
  fileName: string,
  { count, is_current = true }: { count: number; is_current?: boolean },
): Promise<string> {
  const passages = Array.from({ length: count }, (_, nth) => passage(nth));
  const file = new File([fileName], fileName);
  const { document } = await uploadDocument(ann, { workspace_id: workspaceId, file });
  await services.database.db.transaction(async (tx) => {
    await storeChunks(tx, {
      workspaceId,
      documentId: document.id,
      fileName,
      is_current,
      chunks: passages.map((text) => ({ page_from: 1, page_to: 1, heading_path: ['Lương'], text })),
      embeddings: { model: 'm', vectors: passages.map((_, nth) => [nth + 1, 1]) },
    });
    await tx.update(documents).set({ is_current }).where(eq(documents.id, document.id));
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

const find = () => searchChunks(services.db, { workspaceId, query: 'nghi phep', limit: 500 });

/** Two processes, until nothing is outdated. */
async function reindexAll(): Promise<void> {
  const stopping = new AbortController();
  const processes = [1, 2].map(() => reindexDocuments(services, { stopping: stopping.signal }));
  await vi.waitFor(async () => expect(await outdated()).toBe(0), { timeout: 30_000 });
  stopping.abort();
  await Promise.all(processes);
}

test('what an older release indexed is indexed anew, by two processes at once, with chunks and vectors as they were', async () => {
  const ids = [
    await ingest('luong.txt', { count: chunksPerPosting + 6 }),
    await ingest('phep.txt', { count: chunksPerPosting }),
    await ingest('cu.txt', { count: 3, is_current: false }),
    await ingest('ban.txt', { count: 2 }),
  ];
  const before = await Promise.all(ids.flatMap((id) => [indexed(id), chunksOf(id)]));
  for (const id of ids.slice(0, 3)) await makeOld(id);
  expect(await find()).toHaveLength(2);
  await reindexAll();
  expect(await Promise.all(ids.flatMap((id) => [indexed(id), chunksOf(id)]))).toEqual(before);
  expect(await find()).toHaveLength(2 * chunksPerPosting + 8);
  await services.database.sql`delete from documents where workspace_id = ${workspaceId}`;
});

test('a document that is stored anew, switched or removed meanwhile is left as that left it', async () => {
  const count = 8;
  const ids = await Promise.all(
    Array.from({ length: 12 }, async (_, nth) => {
      const id = await ingest(`tep-${nth}.txt`, { count });
      await makeOld(id);
      return id;
    }),
  );
  const { db } = services.database;
  const meddle = ids.map(async (id, nth) => {
    if (nth % 3 === 0) await db.delete(documents).where(eq(documents.id, id));
    if (nth % 3 === 1)
      await db.transaction(async (tx) => {
        await tx.update(documents).set({ is_current: false }).where(eq(documents.id, id));
        await tx.update(postings).set({ is_current: false }).where(eq(postings.document_id, id));
      });
    if (nth % 3 === 2)
      await db.transaction((tx) =>
        storeChunks(tx, {
          workspaceId,
          documentId: id,
          fileName: `tep-${nth}.txt`,
          chunks: [{ page_from: 1, page_to: 1, heading_path: [], text: passage(nth) }],
        }),
      );
  });
  await Promise.all([reindexAll(), ...meddle]);
  expect(await find()).toHaveLength(4);
  for (const [nth, id] of ids.entries()) {
    const rows = await indexed(id);
    expect(rows.length > 0).toBe(nth % 3 !== 0);
    expect(rows.every(({ is_current }) => is_current === (nth % 3 === 2))).toBe(true);
    expect(rows.filter(({ term }) => String(term).startsWith('old '))).toEqual([]);
  }
});
