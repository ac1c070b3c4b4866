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
import { type EmbeddingTask, takeEmbeddingTask } from '#services/search/takeEmbeddingTask.ts';
import { TestEmbeddingServer } from '#services/search/testEmbeddingServer.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';
import { removeWorkspace } from '#services/workspaces/removeWorkspace.ts';
import { must } from '#shared/must.ts';

const model = 'words-32';
const never = new AbortController().signal;
let services: TestServices;
/** Tells one token for each call. */
let server: TestEmbeddingServer;
let embedder: Embedder;
let ann: CallContext;
let workspace_id: string;

beforeAll(async () => {
  services = await openTestServices();
});
afterAll(() => services[Symbol.asyncDispose]());
beforeEach(async () => {
  server = new TestEmbeddingServer();
  embedder = createEmbedder({ baseUrl: await server.listen(), model });
  ann = services.signUp();
  workspace_id = (await createWorkspace(ann, { name: 'Larkspur' })).id;
  return async () => {
    server.close();
    await services.database.sql`delete from workspaces where id = ${workspace_id}`;
  };
});

/** Of more than 128 chunks and fewer than 192, ingested without an embedding server: three batches. */
async function ingestLong(): Promise<EmbeddingTask> {
  const text = Array.from({ length: 150 }, (_, nth) => `# Part ${nth}\n\n${'river '.repeat(250)}`);
  await uploadDocument(ann, { workspace_id, file: new File([text.join('\n\n')], 'long.md') });
  for (const jobType of ['parse', 'ingest'] as const)
    await processJob(services, must(await takeJob(services, jobType), 'a job'), {
      handler: (job, run) =>
        jobType === 'parse'
          ? parseDocument(services, job, run)
          : ingestDocument(services, job, run),
      stopping: never,
    });
  await planEmbeddings(services, model);
  return must(await takeEmbeddingTask(services, model), 'a task');
}

const embed = (task: EmbeddingTask, rest = async () => {}) =>
  processEmbeddingTask(services, task, { embedder, stopping: never, rest });

const runsOf = async () => [
  ...(await services.database.sql`
    select kind, outcome, document_id, embedding_model, embedding_tokens from runs
    where workspace_id = ${workspace_id} and kind = 'embed' order by id`),
];

test('the tokens of all batches are one run of the document, which health counts', async () => {
  const { documentId: document_id, ...task } = await ingestLong();
  await embed({ ...task, documentId: document_id });
  const used = { embedding_model: model, embedding_tokens: 3 };
  expect(await runsOf()).toEqual([{ kind: 'embed', outcome: 'success', document_id, ...used }]);
  const { tokens, jobs } = await getHealth(ann, { workspace_id, days: 1 });
  expect(tokens).toMatchObject([
    { purpose: 'embeddings', model, whole: { prompt_tokens: 3, completion_tokens: 0 } },
  ]);
  expect(jobs.map(({ whole }) => whole.success)).toEqual([1, 1, 0]);
});

test('what an attempt used that broke off is kept, and nothing is kept of one that used none', async () => {
  const task = await ingestLong();
  await expect(
    embed(task, async () => {
      server.isDown = true;
    }),
  ).rejects.toThrow('could not be reached');
  expect(await runsOf()).toMatchObject([{ outcome: 'retried', embedding_tokens: 1 }]);
  const again = must(await takeEmbeddingTask(services, model), 'the task');
  await expect(embed(again)).rejects.toThrow('could not be reached');
  expect(await runsOf()).toHaveLength(1);
});

test('what was used is kept when somebody else has taken the task, and goes with its workspace', async () => {
  const task = await ingestLong();
  await embed(task, async () => {
    await services.database.sql`
      update embedding_tasks set lease_expires_at = now() where document_id = ${task.documentId}`;
    await takeEmbeddingTask(services, model);
  });
  expect(await runsOf()).toMatchObject([{ outcome: 'stopped', embedding_tokens: 2 }]);

  await services.database.sql`
    update embedding_tasks set lease_expires_at = now() where document_id = ${task.documentId}`;
  const last = must(await takeEmbeddingTask(services, model), 'the task');
  await embed(last, async () => {
    await removeWorkspace(ann, { workspace_id });
  });
  expect(await runsOf()).toEqual([]);
});
