import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { documents } from '#db/schema/documents.ts';
import { searchedText } from '#domain/retrieval/documentTerms.ts';
import type { CallContext } from '#services/context.ts';
import { storeChunks } from '#services/documents/storeChunks.ts';
import { uploadDocument } from '#services/documents/uploadDocument.ts';
import { createEmbedder } from '#services/search/embedder.ts';
import { measureModels, readTrust } from '#services/search/measureModels.ts';
import { searchChunks } from '#services/search/searchChunks.ts';
import { TestEmbeddingServer } from '#services/search/testEmbeddingServer.ts';
import { activateModel } from '#services/search/updateActiveModel.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';

const model = 'words-256';
const fileName = 'plants.txt';
let services: TestServices;
let server: TestEmbeddingServer;
let baseUrl: string;
let ann: CallContext;
let workspaceId: string;

beforeAll(async () => {
  services = await openTestServices();
});
afterAll(() => services[Symbol.asyncDispose]());
beforeEach(async () => {
  server = new TestEmbeddingServer();
  baseUrl = await server.listen();
  ann = services.signUp();
  workspaceId = (await createWorkspace(ann, { name: 'Acme' })).id;
  return async () => {
    server.close();
    await services.database.sql`delete from workspaces where id = ${workspaceId}`;
  };
});

const embedder = () => createEmbedder({ baseUrl, model });

/** Letters alone, another word for each number. */
const word = (nth: number) =>
  Array.from(String(1_000 + nth * 37), (digit) => 'bcdfghjklm'[Number(digit)]).join('a');

/** Stores so many passages, each with its vector. */
async function fill(
  passages: number,
  { copies = 1, from = 0, as = ann, into = workspaceId } = {},
): Promise<void> {
  const file = new File([`${from} ${passages}`], fileName);
  const { document } = await uploadDocument(as, { workspace_id: into, file });
  const chunks = Array.from(
    { length: passages },
    (_, place) => from + Math.floor(place / copies),
  ).map((nth) => ({
    page_from: 1,
    page_to: 1,
    heading_path: [],
    text: `It is the ${word(nth)}. By the ${word(nth + 500)} grows a ${word(nth + 900)} in the moss. It is old.`,
  }));
  const vectors = await embedder().embedTexts(chunks.map((chunk) => searchedText(fileName, chunk)));
  await services.database.db.transaction(async (tx) => {
    const embeddings = { model, vectors };
    await storeChunks(tx, {
      workspaceId: into,
      documentId: document.id,
      fileName,
      chunks,
      embeddings,
    });
    await tx.update(documents).set({ is_current: true }).where(eq(documents.id, document.id));
    await activateModel(tx, { workspaceId: into, model });
  });
}

/** How many texts the server was asked to embed for it. */
async function measure(): Promise<number> {
  const embedded = () => server.embedded.get(model) ?? 0;
  const before = embedded();
  const stopping = new AbortController().signal;
  const rest = { after: async () => {} };
  await measureModels(services, { embedder: embedder(), stopping, rest });
  return embedded() - before;
}

const trust = () => readTrust(services.db, { workspaceId, model });
const pass = (hours: number) => services.database.sql`
  update embedding_models set measured_at = measured_at - ${hours} * interval '1 hour'
  where workspace_id = ${workspaceId}`;

test('a model that finds passages by their own sentences is believed, and measured once a week', async () => {
  await fill(120);
  expect(await measure()).toBeGreaterThan(40);
  expect(await trust()).toBe(1);
  const [row] = await services.database.sql<[{ known_item_mrr: number }]>`
    select known_item_mrr from embedding_models where workspace_id = ${workspaceId}`;
  expect(row.known_item_mrr).toBeGreaterThan(0.9);
  await pass(6 * 24);
  expect(await measure()).toBe(0);
  await pass(2 * 24);
  expect(await measure()).toBeGreaterThan(40);
});

test('a server that answers at random adds nothing to what words find, until it is mended', async () => {
  server.isGuessing = true;
  await fill(120);
  expect(await trust()).toBe(1);
  await measure();
  expect(await trust()).toBe(0);
  const search = { workspaceId, query: `${word(7)} in ${word(940)}`, limit: 100 };
  const queryEmbedding = await embedder().embedQuery(search.query);
  const keys = async (by: Parameters<typeof searchChunks>[1]) =>
    (await searchChunks(services.db, by)).map(({ chunk_id }) => chunk_id);
  expect(await keys({ ...search, queryEmbedding })).toEqual(await keys(search));
  const nowhere = { ...search, query: 'xylophone' };
  expect(await keys({ ...nowhere, queryEmbedding })).toEqual([]);

  server.isGuessing = false;
  await services.database.sql`delete from documents where workspace_id = ${workspaceId}`;
  await fill(120);
  expect(await measure()).toBe(0);
  await pass(2);
  await measure();
  expect(await trust()).toBe(1);
});

test('passages that stand there many times do not count against the model', async () => {
  await fill(400, { copies: 20 });
  await measure();
  expect(await trust()).toBe(1);
});

test('small documents among those of other workspaces are drawn from all alike', async () => {
  const stranger = services.signUp();
  const elsewhere = (await createWorkspace(stranger, { name: 'Elsewhere' })).id;
  for (let nth = 0; nth < 6; nth += 1) {
    await fill(20, { from: nth * 20 });
    await fill(60, { from: nth * 60, as: stranger, into: elsewhere });
  }
  expect(await measure()).toBeGreaterThan(80);
  expect(await trust()).toBe(1);
  expect(await readTrust(services.db, { workspaceId: elsewhere, model })).toBe(1);
  await services.database.sql`delete from workspaces where id = ${elsewhere}`;
});

test('a server that is away measures nothing: the model stays believed and is measured later', async () => {
  await fill(120);
  server.isDown = true;
  await expect(measure()).rejects.toThrow('could not be reached');
  expect(await trust()).toBe(1);
  server.isDown = false;
  expect(await measure()).toBeGreaterThan(40);
});

test('a sentence that the server refuses keeps no other workspace from being measured', async () => {
  await fill(120);
  server.refused = 'moss';
  await measure();
  expect(await trust()).toBe(1);
  expect(await measure()).toBe(0);
});

test('among few passages chance finds some, so nothing is measured', async () => {
  server.isGuessing = true;
  await fill(99);
  expect(await measure()).toBe(0);
});
