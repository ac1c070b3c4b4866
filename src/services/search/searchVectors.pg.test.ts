import { readFile } from 'node:fs/promises';
import { beforeAll, afterAll, expect, test } from 'vitest';
import { documents } from '#db/schema/documents.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { openTestDatabase, type TestDatabase } from '#db/testDatabase.ts';
import { storeChunks } from '#services/documents/storeChunks.ts';
import { searchVectors } from '#services/search/searchVectors.ts';
import { testVectors } from '#services/search/testVectors.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

const model = 'test-embedding';
const workspaceId = uuidv7();
const { randomVector, dot } = testVectors(7);
const vectors = Array.from({ length: 1_500 }, () => randomVector(128));
let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  const { db } = database;
  await db.insert(workspaces).values({ id: workspaceId, name: 'Acme', created_by: workspaceId });
  const documentId = uuidv7();
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
  const chunks = vectors.map((_, index) => ({
    page_from: 1,
    page_to: 1,
    heading_path: [],
    text: `number ${index}`,
  }));
  await db.transaction((tx) =>
    storeChunks(tx, {
      workspaceId,
      documentId,
      fileName: 'many.txt',
      chunks,
      embeddings: { model, vectors },
    }),
  );
});
afterAll(() => database[Symbol.asyncDispose]());

/** The places of the vectors nearest to `vector`, as the product finds them and as they are. */
async function nearest(vector: number[], limit: number) {
  const search = { workspaceId, embedding: { model, vector }, limit };
  const found = await searchVectors(database.db, search);
  const keys = await database.sql<
    { key: string; seq: number }[]
  >`select key::text, seq from chunks`;
  const placeOf = new Map(keys.map(({ key, seq }) => [key, seq]));
  const exact = vectors
    .map((other, place) => ({ place, score: dot(vector, other) }))
    .toSorted((one, other) => other.score - one.score)
    .slice(0, limit);
  return { found: found.map(({ key, score }) => ({ place: placeOf.get(key), score })), exact };
}

test('of three times as many chunks as are compared, the ten nearest to any direction are found', async () => {
  let hits = 0;
  const queries = 40;
  for (let query = 0; query < queries; query += 1) {
    const { found, exact } = await nearest(randomVector(128), 10);
    const places = new Set(exact.map(({ place }) => place));
    hits += found.filter(({ place }) => place !== undefined && places.has(place)).length;
  }
  expect(hits / queries / 10).toBeGreaterThanOrEqual(0.99);
});

test('what the migration makes of a vector is its code', async () => {
  const migration = await readFile(
    new URL('../../db/migrations/0022_vector_codes_alone.sql', import.meta.url),
    'utf8',
  );
  const update = must(migration.split('--> statement-breakpoint')[0], 'the first statement');
  const codes = () => database.sql`select chunk_key, code from chunk_embeddings order by chunk_key`;
  const made = await codes();
  await database.sql.unsafe(`update chunk_embeddings set code = B'0'`);
  await database.sql.unsafe(update);
  expect(await codes()).toEqual(made);
});

test('scores are cosines', async () => {
  const { found, exact } = await nearest(must(vectors[0], 'a vector'), 3);
  expect(found[0]?.score).toBeCloseTo(1, 5);
  expect(found[1]?.score).toBeCloseTo(exact[1]?.score ?? Number.NaN, 5);
});

test('only vectors of the workspace, of the model and of its length are compared', async () => {
  const [vector = []] = vectors;
  const search = (change: { workspaceId?: string; model?: string; vector?: number[] }) =>
    searchVectors(database.db, {
      workspaceId: change.workspaceId ?? workspaceId,
      embedding: { model: change.model ?? model, vector: change.vector ?? vector },
      limit: 5,
    });
  expect(await search({})).toHaveLength(5);
  expect(await search({ workspaceId: uuidv7() })).toEqual([]);
  expect(await search({ model: 'another' })).toEqual([]);
  expect(await search({ vector: [...vector, 0] })).toEqual([]);
});
