import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { CallContext } from '#services/context.ts';
import { ingestDocument } from '#services/documents/ingestDocument.ts';
import { parseDocument } from '#services/documents/parseDocument.ts';
import { uploadDocument } from '#services/documents/uploadDocument.ts';
import { processJob } from '#services/jobs/processJob.ts';
import { takeJob } from '#services/jobs/takeJob.ts';
import { RunMeter } from '#services/runs/runMeter.ts';
import { createEmbedder } from '#services/search/embedder.ts';
import { findUsableModel } from '#services/search/findUsableModel.ts';
import { planEmbeddings, restoreModel } from '#services/search/planEmbeddings.ts';
import { processEmbeddingTask } from '#services/search/processEmbeddingTask.ts';
import { pruneEmbeddings } from '#services/search/pruneEmbeddings.ts';
import { searchPassages } from '#services/search/searchPassages.ts';
import { takeEmbeddingTask } from '#services/search/takeEmbeddingTask.ts';
import { TestEmbeddingServer } from '#services/search/testEmbeddingServer.ts';
import { workOnEmbeddings } from '#services/search/workOnEmbeddings.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';
import { must } from '#shared/must.ts';

const [first, second] = ['words-32', 'words-48'] as const;
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

/** A process that was started with a model. */
const processWith = (model: string) => ({
  ...services,
  embedder: createEmbedder({ baseUrl, model }),
});
type Process = ReturnType<typeof processWith>;

/** Uploads a document and ingests it, and gives its id and status. */
async function ingest(ctx: Process, text: string) {
  const file = new File([text], `${text.slice(0, 9)}.txt`);
  const { document } = await uploadDocument(ann, { workspace_id: workspaceId, file });
  for (const jobType of ['parse', 'ingest'] as const) {
    const job = must(await takeJob(ctx, jobType), `a ${jobType} job`);
    await processJob(ctx, job, {
      handler: (claimed, run) =>
        jobType === 'parse' ? parseDocument(ctx, claimed, run) : ingestDocument(ctx, claimed, run),
      stopping: new AbortController().signal,
    });
  }
  const [row] = await services.database.sql<[{ id: string; status: string }]>`
    select id, status from documents where id = ${document.id}`;
  return row;
}

/** Does the next task in the background's way; false when there is none. */
async function embedNext(ctx: Process): Promise<boolean> {
  const task = await takeEmbeddingTask(ctx, ctx.embedder.model);
  if (!task) return false;
  const stopping = new AbortController().signal;
  await processEmbeddingTask(ctx, task, { embedder: ctx.embedder, stopping, rest: async () => {} });
  return true;
}

async function start(model: string): Promise<Process> {
  const ctx = processWith(model);
  await restoreModel(ctx, model);
  await planEmbeddings(ctx, model);
  return ctx;
}

const vectorsOf = async (model: string) => {
  const [row] = await services.database.sql<[{ amount: number }]>`
    select count(*)::int as amount from chunk_embeddings
    where workspace_id = ${workspaceId} and model = ${model}`;
  return row.amount;
};

const usable = (ctx: Process) => findUsableModel(ctx, workspaceId);

test('another model takes over when it has every document, and until then the one before is searched', async () => {
  const before = processWith(first);
  for (const text of ['Rivers flow.', 'Stones lie.', 'Birds sing.']) await ingest(before, text);
  expect(await usable(before)).toBe(first);

  const after = await start(second);
  for (let nth = 0; nth < 3; nth += 1) {
    expect(await usable(after)).toBe(first);
    const [best] = await searchPassages(after, { workspaceId, query: 'stones', limit: 1 });
    expect(best?.text).toContain('Stones');
    expect(await embedNext(after)).toBe(true);
  }
  expect(await embedNext(after)).toBe(false);
  expect(await usable(after)).toBe(second);
  expect([await vectorsOf(first), await vectorsOf(second)]).toEqual([3, 3]);
});

test('the model before is searched again at once when it is set again; what came since follows', async () => {
  await ingest(processWith(first), 'Rivers flow.');
  const after = await start(second);
  await embedNext(after);
  await ingest(after, 'Stones lie.');
  expect(await usable(after)).toBe(second);

  const back = await start(first);
  expect(await usable(back)).toBe(first);
  expect(await vectorsOf(first)).toBe(1);
  await embedNext(back);
  expect([await vectorsOf(first), await vectorsOf(second)]).toEqual([2, 2]);
});

test('a document that comes while models change is found by both', async () => {
  await ingest(processWith(first), 'Rivers flow.');
  const after = await start(second);
  await ingest(after, 'Stones lie.');
  expect([await vectorsOf(first), await vectorsOf(second)]).toEqual([2, 0]);
  while (await embedNext(after));
  expect(await usable(after)).toBe(second);
  expect(await vectorsOf(second)).toBe(2);
});

test('a document is ingested while the embedding server is away or refuses it, and embedded later', async () => {
  const ctx = processWith(first);
  server.isDown = true;
  expect(await ingest(ctx, 'Rivers flow.')).toMatchObject({ status: 'ingested' });
  expect(await usable(ctx)).toBeNull();
  const [found] = await searchPassages(ctx, { workspaceId, query: 'rivers', limit: 1 });
  expect(found?.text).toContain('Rivers');

  server.isDown = false;
  const later = processWith(first);
  expect(await embedNext(later)).toBe(true);
  expect(await usable(later)).toBe(first);

  server.refused = 'Stones';
  expect(await ingest(later, 'Stones lie.')).toMatchObject({ status: 'ingested' });
});

test('a document that the new model refuses does not keep it from taking over; one that refuses all does', async () => {
  const before = processWith(first);
  for (const text of ['Rivers flow.', 'Stones lie.']) await ingest(before, text);
  server.refused = '';
  const after = await start(second);
  while (await embedNext(after));
  expect(await vectorsOf(second)).toBe(0);

  // Also of the beginnings of the text that are tried then.
  server.refused = 'St';
  expect(await usable(after)).toBe(first);
  await services.database.sql`update embedding_tasks set run_at = now()`;
  while (await embedNext(after));
  expect(await usable(after)).toBe(second);
  expect(await vectorsOf(second)).toBe(1);
});

test('the old model’s server is asked once whether it still knows it, also by embedders that count', async () => {
  await ingest(processWith(first), 'Rivers flow.');
  const after = await start(second);
  const before = server.embedded.get(first) ?? 0;
  for (let nth = 0; nth < 3; nth += 1) {
    const embedder = new RunMeter(() => 0).countEmbedder(after.embedder);
    expect(await findUsableModel({ db: services.db, embedder }, workspaceId)).toBe(first);
  }
  expect(server.embedded.get(first)).toBe(before + 1);
});

test('where the old model’s server is gone, or answers by another one, words are searched until the switch', async () => {
  await ingest(processWith(first), 'Rivers flow.');
  server.models = [second];
  const without = await start(second);
  expect(await usable(without)).toBeNull();

  server.models = null;
  server.only = second;
  expect(await usable(processWith(second))).toBeNull();
  server.only = 'other-32';
  expect(await usable(processWith(second))).toBeNull();
  const [found] = await searchPassages(without, { workspaceId, query: 'rivers', limit: 1 });
  expect(found?.text).toContain('Rivers');
});

test('a task of a process that died is taken by another, goes on where it ended, and the dead one writes nothing', async () => {
  const paragraphs = Array.from(
    { length: 200 },
    (_, nth) => `# Part ${nth}\n\n${'river '.repeat(250)}`,
  );
  const before = processWith(first);
  await ingest(before, paragraphs.join('\n\n'));
  const total = await vectorsOf(first);
  expect(total).toBeGreaterThan(128);

  const dying = await start(second);
  const task = must(await takeEmbeddingTask(dying, second), 'a task');
  const { embedder } = dying;
  const died = processEmbeddingTask(dying, task, {
    embedder,
    stopping: new AbortController().signal,
    // Killed after its first batch: nothing is told to anybody, and its lease ends.
    rest: async () => {
      expect(await takeEmbeddingTask(dying, second)).toBeNull();
      await services.database.sql`
        update embedding_tasks set lease_expires_at = now() where document_id = ${task.documentId}`;
      const heir = processWith(second);
      while (await embedNext(heir));
    },
  });
  await died;
  expect(await vectorsOf(second)).toBe(total);
  expect(server.embedded.get(second)).toBe(total);
  expect(await usable(dying)).toBe(second);
});

test('the worker’s loop does all of it', async () => {
  const { url } = services.database;
  await ingest(processWith(first), 'Rivers flow.');
  const after = processWith(second);
  const stopping = new AbortController();
  const done = workOnEmbeddings(after, { listenUrl: url, stopping: stopping.signal });
  await vi.waitFor(async () => expect(await usable(after)).toBe(second), { timeout: 20_000 });
  stopping.abort();
  await done;
});

test('vectors of a former model go a month after they were last searched or set', async () => {
  await ingest(processWith(first), 'Rivers flow.');
  const after = await start(second);
  await embedNext(after);
  await pruneEmbeddings(services);
  expect(await vectorsOf(first)).toBe(1);
  await services.database.sql`update embedding_models set used_at = now() - interval '31 days'`;
  expect(await pruneEmbeddings(services)).toBe(1);
  expect([await vectorsOf(first), await vectorsOf(second)]).toEqual([0, 1]);
  expect(await usable(after)).toBe(second);
});
