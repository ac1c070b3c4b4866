import { afterAll, beforeAll, expect, test } from 'vitest';
import { documents } from '#db/schema/documents.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { openPgvectorDatabase } from '#db/testPgvector.ts';
import { ensureVectorIndexes, vectorIndexName } from '#db/vectorIndex.ts';
import { storeChunks } from '#services/documents/storeChunks.ts';
import { searchVectors } from '#services/search/searchVectors.ts';
import { testVectors } from '#services/search/testVectors.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

type Database = Awaited<ReturnType<typeof openPgvectorDatabase>>;
type Stored = { workspaceId: string; documentId: string; vectors: number[][] };

const model = 'test-embedding';
const dimension = 32;
const { randomVector, dot } = testVectors(11);
let database: Database;
/** 1 % of the rows, and the rest. */
let small: Stored;
let large: Stored;

beforeAll(async () => {
  database = await openPgvectorDatabase();
  small = await store({ amount: 20 });
  large = await store({ amount: 1_980 });
  expect(await ensureVectorIndexes(database.url, { fewest: 1_000 })).toEqual([
    vectorIndexName(dimension),
  ]);
}, 240_000);
afterAll(() => database[Symbol.asyncDispose]());

async function store(rows: {
  amount: number;
  dimension?: number;
  model?: string;
}): Promise<Stored> {
  const [workspaceId, documentId] = [uuidv7(), uuidv7()];
  const { db } = database;
  await db.insert(workspaces).values({ id: workspaceId, name: 'Acme', created_by: workspaceId });
  await db.insert(documents).values({
    id: documentId,
    workspace_id: workspaceId,
    file_name: 'many.txt',
    mime_type: 'text/plain',
    size_bytes: 1,
    sha256: documentId,
    series_id: documentId,
    created_by: workspaceId,
  });
  const vectors = Array.from({ length: rows.amount }, () =>
    randomVector(rows.dimension ?? dimension),
  );
  const chunks = vectors.map(() => ({ page_from: 1, page_to: 1, heading_path: [], text: 'x' }));
  await db.transaction((tx) =>
    storeChunks(tx, {
      workspaceId,
      documentId,
      fileName: 'many.txt',
      chunks,
      embeddings: { model: rows.model ?? model, vectors },
    }),
  );
  return { workspaceId, documentId, vectors };
}

/** Of the ten that are nearest to each of 20 queries, the share that was found through the index. */
async function recall(stored: Stored, documentIds?: string[]): Promise<number> {
  const { workspaceId, vectors } = stored;
  const placeOf = await places(stored);
  let hits = 0;
  for (let query = 0; query < 20; query += 1) {
    const vector = randomVector(dimension);
    const found = await searchVectors(database.db, {
      workspaceId,
      documentIds,
      embedding: { model, vector },
      limit: 10,
      indexFrom: 0,
    });
    const nearest = vectors
      .map((other, place) => ({ place, score: dot(vector, other) }))
      .toSorted((one, other) => other.score - one.score)
      .slice(0, 10);
    expect(found[0]?.score).toBeCloseTo(must(nearest[0], 'the nearest').score, 4);
    const wanted = new Set(nearest.map(({ place }) => place));
    hits += found.filter(({ key }) => wanted.has(must(placeOf.get(key), 'a place'))).length;
  }
  return hits / 200;
}

async function places({ documentId }: Stored): Promise<Map<string, number>> {
  const rows = await database.sql<{ key: string; seq: number }[]>`
    select key::text, seq from chunks where document_id = ${documentId}`;
  return new Map(rows.map(({ key, seq }) => [key, seq]));
}

test('the index is valid, and plain HNSW finds hardly any of a workspace that is 1 % of the rows', async () => {
  const vector = randomVector(dimension);
  const rows = await database.sql.begin(async (tx) => {
    await tx`set local enable_sort = off`;
    return tx`
      select chunk_key from chunk_embeddings
      where dimension = 32 and is_current and workspace_id = ${small.workspaceId}
      order by vector::halfvec(32) <=> ${`[${vector.join()}]`}::halfvec(32) limit 10`;
  });
  expect(rows.length).toBeLessThan(5);
});

test('with the index, recall@10 is 0.99 for 1 % of the rows as for the rest', async () => {
  expect(await recall(small)).toBeGreaterThanOrEqual(0.99);
  expect(await recall(large)).toBeGreaterThanOrEqual(0.99);
});

test('of 1 % of the rows the index itself finds ten, without the codes behind it', async () => {
  for (let query = 0; query < 10; query += 1) {
    const rows = await database.sql`
      select from nearest_chunks(${randomVector(dimension)}::real[], ${small.workspaceId}, ${model}, null, 10)`;
    expect(rows).toHaveLength(10);
  }
});

test('few documents of a large workspace are found through the index, too', async () => {
  expect(await recall(small, [small.documentId])).toBeGreaterThanOrEqual(0.99);
  const search = { ...large, embedding: { model, vector: randomVector(dimension) } };
  const found = await searchVectors(database.db, {
    workspaceId: search.workspaceId,
    documentIds: [small.documentId],
    embedding: search.embedding,
    limit: 10,
    indexFrom: 0,
  });
  expect(found).toEqual([]);
});

test('models of other dimensions are searched beside it, above 4,000 numbers too, without an index', async () => {
  for (const other of [8, 4_096]) {
    const stored = await store({ amount: 12, dimension: other, model: `other-${other}` });
    const vector = must(stored.vectors[5], 'a vector');
    const [first] = await searchVectors(database.db, {
      workspaceId: stored.workspaceId,
      embedding: { model: `other-${other}`, vector },
      limit: 3,
      indexFrom: 0,
    });
    expect((await places(stored)).get(must(first, 'a chunk').key)).toBe(5);
  }
  expect(await ensureVectorIndexes(database.url, { fewest: 10 })).toEqual([vectorIndexName(8)]);
});

test('an index whose making was cut off is not used, and is made anew', async () => {
  const { sql } = database;
  await sql`update pg_index set indisvalid = false where indexrelid = ${vectorIndexName(8)}::regclass`;
  expect(await ensureVectorIndexes(database.url, { fewest: 10 })).toEqual([vectorIndexName(8)]);
  expect(await ensureVectorIndexes(database.url, { fewest: 10 })).toEqual([]);
});
