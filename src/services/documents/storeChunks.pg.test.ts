import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chunkEmbeddings, chunks, postings } from '#db/schema/chunks.ts';
import { documents } from '#db/schema/documents.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { openTestDatabase, type TestDatabase } from '#db/testDatabase.ts';
import type { Chunk } from '#domain/chunking/chunkPages.ts';
import { storeChunks } from '#services/documents/storeChunks.ts';
import { searchChunks } from '#services/search/searchChunks.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const chunk = (text: string): Chunk => ({ page_from: 1, page_to: 1, heading_path: [], text });

async function addWorkspace(): Promise<string> {
  const id = uuidv7();
  await database.db.insert(workspaces).values({ id, name: 'Acme', created_by: id });
  return id;
}

async function addDocument(workspace_id: string): Promise<string> {
  const id = uuidv7();
  await database.db.insert(documents).values({
    id,
    workspace_id,
    file_name: 'notes.txt',
    mime_type: 'text/plain',
    size_bytes: 1,
    sha256: id,
    series_id: id,
    created_by: id,
  });
  return id;
}

type Store = { workspaceId: string; documentId: string; texts: string[]; vectors?: number[][] };

const store = ({ texts, vectors, ...document }: Store) =>
  database.db.transaction((tx) =>
    storeChunks(tx, {
      ...document,
      fileName: 'notes.txt',
      chunks: texts.map(chunk),
      ...(vectors ? { embeddings: { model: 'm', vectors } } : {}),
    }),
  );

const textsOf = async (documentId: string) =>
  (
    await database.db
      .select({ text: chunks.text })
      .from(chunks)
      .where(eq(chunks.document_id, documentId))
      .orderBy(chunks.seq)
  ).map(({ text }) => text);

/** How many chunks the index says hold a term. */
async function holding(workspaceId: string, term: string): Promise<number> {
  const [row] = await database.sql<[{ holding: number }]>`
    select coalesce(sum(cardinality(chunk_keys)), 0)::int as holding from postings
    where workspace_id = ${workspaceId} and term = ${term}`;
  return row.holding;
}

test('any stores at the same moment, of the same and of other documents, leave what one of them stored (property)', async () => {
  const word = fc.constantFrom('river', 'sensor', 'phép', '年假', 'ลา');
  const text = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
  const stores = fc.array(
    fc.record({ document: fc.nat(2), texts: fc.array(text, { maxLength: 150 }) }),
    { minLength: 2, maxLength: 6 },
  );
  await fc.assert(
    fc.asyncProperty(stores, async (list) => {
      const workspaceId = await addWorkspace();
      const ids = await Promise.all([0, 1, 2].map(() => addDocument(workspaceId)));
      await Promise.all(
        list.map(({ document, texts }) =>
          store({ workspaceId, documentId: must(ids[document], 'a document'), texts }),
        ),
      );
      const stored = await Promise.all(ids.map(textsOf));
      for (const [document, texts] of stored.entries()) {
        const given = list.filter((one) => one.document === document);
        const possible = given.length === 0 ? [[]] : given.map((one) => one.texts);
        expect(possible).toContainEqual(texts);
      }
      for (const [term, part] of [
        ['river', 'river'],
        ['=phép', 'phép'],
        ['年假', '年假'],
      ] as const)
        expect(await holding(workspaceId, term)).toBe(
          stored.flat().filter((one) => one.includes(part)).length,
        );
    }),
    { numRuns: 15 },
  );
});

test('a document of hundreds of chunks is found by any of them', async () => {
  const workspaceId = await addWorkspace();
  const documentId = await addDocument(workspaceId);
  const texts = Array.from({ length: 300 }, (_, index) => `The common river, number n${index}.`);
  await store({ workspaceId, documentId, texts });
  expect(await holding(workspaceId, 'common')).toBe(300);
  for (const number of [0, 63, 64, 128, 299]) {
    const [best] = await searchChunks(database.db, { workspaceId, query: `n${number}`, limit: 1 });
    expect(best?.text).toBe(texts[number]);
  }
});

test('chunks, postings and vectors go with their document, and with their workspace', async () => {
  const workspaceId = await addWorkspace();
  const [one, other] = [await addDocument(workspaceId), await addDocument(workspaceId)];
  for (const documentId of [one, other])
    await store({ workspaceId, documentId, texts: ['river'], vectors: [[1, 0]] });
  const count = async () => [
    await database.db.$count(chunks, eq(chunks.workspace_id, workspaceId)),
    await database.db.$count(chunkEmbeddings, eq(chunkEmbeddings.workspace_id, workspaceId)),
    await holding(workspaceId, 'river'),
  ];
  expect(await count()).toEqual([2, 2, 2]);
  await database.db.delete(documents).where(eq(documents.id, one));
  expect(await count()).toEqual([1, 1, 1]);
  await database.db.delete(workspaces).where(eq(workspaces.id, workspaceId));
  expect(await count()).toEqual([0, 0, 0]);
  expect(await database.db.$count(postings, eq(postings.workspace_id, workspaceId))).toBe(0);
});

test('a document that is gone, or of another workspace, stays without chunks', async () => {
  const workspaceId = await addWorkspace();
  const elsewhere = await addDocument(await addWorkspace());
  await store({ workspaceId, documentId: randomUUID(), texts: ['river'] });
  await store({ workspaceId, documentId: elsewhere, texts: ['river'] });
  expect(await holding(workspaceId, 'river')).toBe(0);
  expect(await textsOf(elsewhere)).toEqual([]);
});

test('a store that fails leaves what was there', async () => {
  const workspaceId = await addWorkspace();
  const documentId = await addDocument(workspaceId);
  await store({ workspaceId, documentId, texts: ['the first'] });
  await expect(
    store({ workspaceId, documentId, texts: ['one', 'two'], vectors: [[1]] }),
  ).rejects.toThrow('a vector for each chunk');
  expect(await textsOf(documentId)).toEqual(['the first']);
  expect(await holding(workspaceId, 'first')).toBe(1);
});
