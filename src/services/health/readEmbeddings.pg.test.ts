import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CallContext } from '#services/context.ts';
import { ingestDocument } from '#services/documents/ingestDocument.ts';
import { parseDocument } from '#services/documents/parseDocument.ts';
import { uploadDocument } from '#services/documents/uploadDocument.ts';
import { getHealth } from '#services/health/getHealth.ts';
import { processJob } from '#services/jobs/processJob.ts';
import { takeJob } from '#services/jobs/takeJob.ts';
import { createEmbedder, type Embedder } from '#services/search/embedder.ts';
import { planEmbeddings } from '#services/search/planEmbeddings.ts';
import { processEmbeddingTask } from '#services/search/processEmbeddingTask.ts';
import { takeEmbeddingTask } from '#services/search/takeEmbeddingTask.ts';
import { TestEmbeddingServer } from '#services/search/testEmbeddingServer.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';
import { must } from '#shared/must.ts';

const model = 'words-32';
const server = new TestEmbeddingServer();
const stopping = new AbortController().signal;
let services: TestServices;
let embedder: Embedder;
let ann: CallContext;
let workspace_id: string;

beforeAll(async () => {
  services = await openTestServices();
  embedder = createEmbedder({ baseUrl: await server.listen(), model });
});
afterAll(async () => {
  server.close();
  await services[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await services.database.sql`delete from workspaces`;
  server.refused = null;
  ann = services.signUp();
  workspace_id = (await createWorkspace(ann, { name: 'Larkspur' })).id;
});

/** Uploads a text and ingests it, by a process without a model unless one is given. */
async function ingest(text: string, by: Embedder | null = null, into = workspace_id) {
  const ctx = { ...services, embedder: by };
  const file = new File([text], `${text.slice(0, 9)}.txt`);
  await uploadDocument(ann, { workspace_id: into, file });
  for (const jobType of ['parse', 'ingest'] as const)
    await processJob(ctx, must(await takeJob(ctx, jobType), `a ${jobType} job`), {
      handler: (job, run) =>
        jobType === 'parse' ? parseDocument(ctx, job, run) : ingestDocument(ctx, job, run),
      stopping,
    });
}

async function embedNext(): Promise<void> {
  const task = must(await takeEmbeddingTask(services, model), 'a document to embed');
  await processEmbeddingTask(services, task, { embedder, stopping, rest: async () => {} });
}

const embeddings = async (by: Embedder | null = embedder) =>
  (await getHealth({ ...ann, embedder: by }, { workspace_id, days: 1 })).embeddings;

const countTold = async () => {
  const [row] = await services.database.sql<[{ count: number }]>`
    select count(*)::int from events where type = 'embeddings.updated' and scope like ${`%${workspace_id}`}`;
  return row.count;
};

test('without a model there is nothing to tell, and without documents nothing to do', async () => {
  await ingest('There are 27 vacation days.');
  expect(await embeddings(null)).toBeNull();
  await services.database.sql`delete from documents`;
  expect(await embeddings()).toEqual({
    model,
    document_count: 0,
    lacking_count: 0,
    refused_count: 0,
  });
});

test('documents that lack vectors are counted until each has them, and each step is told', async () => {
  await ingest('There are 27 vacation days.', embedder);
  await ingest('Invoices are paid in May.');
  await ingest('The office opens at nine.');
  const { id: other } = await createWorkspace(ann, { name: 'Other' });
  await ingest('Of another workspace.', null, other);
  const all = { model, document_count: 3, refused_count: 0 };
  expect(await embeddings()).toEqual({ ...all, lacking_count: 2 });
  expect(await countTold()).toBe(0);
  await planEmbeddings(services, model);
  expect(await countTold()).toBe(1);
  // What is planned already is no news.
  await planEmbeddings(services, model);
  expect(await countTold()).toBe(1);
  for (let left = 3; left > 0; left -= 1) await embedNext();
  expect(await embeddings()).toEqual({ ...all, lacking_count: 0 });
  expect(await countTold()).toBe(3);
  expect(await embeddings(createEmbedder({ baseUrl: 'http://localhost', model: 'new' }))).toEqual({
    ...all,
    model: 'new',
    lacking_count: 3,
  });
});

test('what the server refuses is told beside what waits', async () => {
  // Also of the beginnings of the text that are tried then.
  server.refused = 'In';
  await ingest('Invoices are paid in May.');
  await ingest('The office opens at nine.');
  await planEmbeddings(services, model);
  await embedNext();
  await embedNext();
  expect(await embeddings()).toEqual({
    model,
    document_count: 2,
    lacking_count: 1,
    refused_count: 1,
  });
  expect(await countTold()).toBe(3);
});
