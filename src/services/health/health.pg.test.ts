import { createServer, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import type { HealthDays } from '#contract/health.ts';
import type { JobType } from '#contract/jobs.ts';
import type { CallContext } from '#services/context.ts';
import { createConversation } from '#services/conversations/createConversation.ts';
import { ingestDocument } from '#services/documents/ingestDocument.ts';
import { parseDocument } from '#services/documents/parseDocument.ts';
import { removeDocument } from '#services/documents/removeDocument.ts';
import { retryDocument } from '#services/documents/retryDocument.ts';
import { uploadDocument } from '#services/documents/uploadDocument.ts';
import { getHealth } from '#services/health/getHealth.ts';
import type { JobHandler } from '#services/jobs/jobHandler.ts';
import { processJob } from '#services/jobs/processJob.ts';
import { recoverJobs } from '#services/jobs/recoverJobs.ts';
import { takeJob } from '#services/jobs/takeJob.ts';
import { answerMessage } from '#services/messages/answerMessage.ts';
import { createLanguageModel } from '#services/messages/languageModel.ts';
import { getMessage } from '#services/messages/getMessage.ts';
import { stopMessage } from '#services/messages/stopMessage.ts';
import { askAi } from '#services/messages/testAskAi.ts';
import { pruneRuns } from '#services/runs/pruneRuns.ts';
import { createEmbedder } from '#services/search/embedder.ts';
import { querySearch } from '#services/search/querySearch.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';
import { removeWorkspace } from '#services/workspaces/removeWorkspace.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

const Asked = z.object({
  input: z.array(z.string()).optional(),
  stream_options: z.unknown().optional(),
});

/** A server of models: it embeds, 3 tokens for each text, and answers as each test says. */
let answer: (response: ServerResponse, asked: z.infer<typeof Asked>) => void;
const server = createServer((request, response) => {
  void (async () => {
    let body = '';
    for await (const piece of request) body += String(piece);
    const asked = Asked.parse(JSON.parse(body));
    if (!asked.input) return answer(response, asked);
    const data = asked.input.map((_, index) => ({ index, embedding: [1, index] }));
    const usage = { prompt_tokens: 3 * asked.input.length };
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ data, usage }));
  })();
});

type Chunk = { content?: string; isLast?: boolean; usage?: [number, number] };

function write(response: ServerResponse, { content, isLast = false, usage }: Chunk): void {
  if (!response.headersSent) response.setHeader('Content-Type', 'text/event-stream');
  const chunk = {
    choices: [{ index: 0, delta: { content }, finish_reason: isLast ? 'stop' : null }],
    ...(usage && { usage: { prompt_tokens: usage[0], completion_tokens: usage[1] } }),
  };
  response.write(`data: ${JSON.stringify(chunk)}\n\n`);
}

let services: TestServices;
let ann: CallContext;
let workspace_id: string;
let handlers: Record<JobType, JobHandler>;

beforeAll(async () => {
  services = await openTestServices();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  const baseUrl = `http://127.0.0.1:${port}/v1`;
  services.embedder = createEmbedder({ baseUrl, model: 'test-embedding' });
  const languageModel = createLanguageModel({ baseUrl, model: 'test-model' });
  handlers = {
    parse: (job, run) => parseDocument(services, job, run),
    ingest: (job, run) => ingestDocument(services, job, run),
    answer: (job, run) => answerMessage({ ...services, languageModel }, job, run),
  };
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await services[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await services.database.sql`delete from jobs`;
  ann = { ...services.signUp(), embedder: services.embedder };
  workspace_id = (await createWorkspace(ann, { name: 'Larkspur' })).id;
});

const never = new AbortController().signal;

async function attempt(jobType: JobType, stopping = never): Promise<void> {
  await services.database.sql`update jobs set run_at = now() where status = 'queued'`;
  const job = must(await takeJob(services, jobType), `a ${jobType} job`);
  await processJob(services, job, { handler: handlers[jobType], stopping });
}

async function upload(name: string, content: string): Promise<string> {
  const file = new File([content], name);
  return (await uploadDocument(ann, { workspace_id, file })).document.id;
}

/** A document of one chunk: from then on the workspace is searched by vectors as well. */
async function ingestOne(): Promise<void> {
  await upload('one.txt', 'There are 27 vacation days.');
  await attempt('parse');
  await attempt('ingest');
}

async function ask(content = 'How many days?'): Promise<string> {
  const { id: conversation_id } = await createConversation(ann, { workspace_id });
  const asked = await askAi(ann, { conversation_id, content, client_id: uuidv7() });
  return asked.ai_message.id;
}

const health = (days: HealthDays = 1) => getHealth(ann, { workspace_id, days });
const figuresOf = async (jobType: JobType) =>
  must(
    (await health()).jobs.find(({ job_type }) => job_type === jobType),
    'its figures',
  );
const outcomesOf = async (jobType: JobType) => {
  const { success, failed, retried, stopped } = (await figuresOf(jobType)).whole;
  return { success, failed, retried, stopped };
};

test('a new workspace has figures of nothing', async () => {
  const { documents, embeddings, queue, jobs, tokens, failures, slots } = await health(30);
  expect(slots).toHaveLength(30);
  expect(documents).toMatchObject({
    status_counts: { pending: 0, parsed: 0, ingested: 0, error: 0 },
    page_count: 0,
    chunk_count: 0,
    size_bytes: 0,
  });
  expect(queue.map(({ queued, running }) => queued + running)).toEqual([0, 0, 0]);
  expect(jobs.map(({ whole }) => [whole.success, whole.run_ms])).toEqual(
    [0, 0, 0].map((n) => [n, null]),
  );
  expect([tokens, failures]).toEqual([[], []]);
  expect(embeddings).toMatchObject({ model: 'test-embedding', document_count: 0 });
});

test('documents are followed from the queue to their chunks, tokens included', async () => {
  const text = 'Full-time employees receive 27 vacation days.';
  await upload('handbook.txt', text);
  const waiting = await health();
  expect(waiting.documents).toMatchObject({
    status_counts: { pending: 1 },
    size_bytes: text.length,
  });
  expect(waiting.queue[0]).toMatchObject({ job_type: 'parse', queued: 1, running: 0 });
  expect(Date.parse(must(waiting.queue[0]?.waiting_since, 'a time'))).toBeLessThanOrEqual(
    Date.parse(waiting.checked_at) + 1_000,
  );
  const job = must(await takeJob(services, 'parse'), 'the job');
  expect((await health()).queue[0]).toMatchObject({ queued: 0, running: 1, waiting_since: null });
  await processJob(services, job, { handler: handlers.parse, stopping: never });
  await attempt('ingest');

  const { documents, tokens, jobs } = await health();
  expect(documents).toMatchObject({
    status_counts: { pending: 0, parsed: 0, ingested: 1, error: 0 },
    page_count: 1,
    chunk_count: 1,
  });
  expect(documents.database_bytes).toBeGreaterThan(0);
  for (const { job_type, whole, slots } of jobs.slice(0, 2)) {
    expect([job_type, whole]).toMatchObject([job_type, { success: 1, failed: 0 }]);
    expect(whole.run_ms?.p50).toBeGreaterThan(0);
    expect(whole.wait_ms?.p95).toBeGreaterThanOrEqual(0);
    expect(slots.at(-1)).toEqual(whole);
  }
  const used = { prompt_tokens: 3, completion_tokens: 0 };
  expect(tokens).toMatchObject([{ purpose: 'embeddings', model: 'test-embedding', whole: used }]);
});

test('failures are told by their words, with the documents that are still there', async () => {
  const names = ['one.txt', 'two.txt', 'three.txt'];
  const ids: string[] = [];
  for (const name of names) {
    ids.push(await upload(name, `\0\0${name}`));
    await attempt('parse');
  }
  await removeDocument(ann, { document_id: must(ids[0], 'an id') });
  await retryDocument(ann, { document_id: must(ids[1], 'an id') });
  const { failures, documents } = await health();
  expect(documents.status_counts).toMatchObject({ pending: 1, error: 1 });
  expect(failures).toMatchObject([{ job_type: 'parse', count: 3, document_count: 2 }]);
  expect(failures[0]?.documents).toEqual([
    { id: ids[1], file_name: 'two.txt', status: 'pending' },
    { id: ids[2], file_name: 'three.txt', status: 'error' },
  ]);
  expect(await outcomesOf('parse')).toMatchObject({ success: 0, failed: 3 });
  await services.database.sql`
    update runs set ended_at = now() - interval '2 days' where document_id = ${must(ids[1], 'an id')}`;
  expect((await health(7)).failures[0]?.slots).toEqual([0, 0, 0, 0, 1, 0, 2]);
});

test('an answer’s tokens and times are those of the attempt that gave it, and of the ones before', async () => {
  await ingestOne();
  answer = (response) => {
    write(response, { content: 'Half an answer', usage: [100, 4] });
    setImmediate(() => response.destroy());
  };
  await ask();
  await attempt('answer');
  answer = (response) => {
    write(response, { content: '27 days.' });
    write(response, { isLast: true });
    write(response, { usage: [100, 12] });
    response.end('data: [DONE]\n\n');
  };
  await attempt('answer');
  expect(await outcomesOf('answer')).toEqual({ success: 1, failed: 0, retried: 1, stopped: 0 });
  const { first_text_ms, total_ms } = (await figuresOf('answer')).whole;
  expect(first_text_ms?.p50).toBeGreaterThan(0);
  expect(total_ms?.p50).toBeGreaterThanOrEqual(must(first_text_ms, 'a time').p50);
  expect((await health()).tokens).toMatchObject([
    { model: 'test-model', whole: { prompt_tokens: 200, completion_tokens: 16 } },
    // The document's chunk; and each attempt looks for the question.
    { model: 'test-embedding', whole: { prompt_tokens: 9 } },
  ]);
});

test('a follow-up that is read by itself first has used what both calls used', async () => {
  answer = (response) => {
    write(response, { content: '27 days.', isLast: true, usage: [10, 2] });
    response.end('data: [DONE]\n\n');
  };
  const { id: conversation_id } = await createConversation(ann, { workspace_id });
  for (const content of ['How many vacation days are there?', 'And how many carry over?']) {
    await askAi(ann, { conversation_id, content, client_id: uuidv7() });
    await attempt('answer');
  }
  const { tokens } = await health();
  expect(tokens[0]).toMatchObject({ whole: { prompt_tokens: 30, completion_tokens: 6 } });
});

test('an answer that is stopped has used what the server had told by then', async () => {
  answer = (response) => {
    let told = 0;
    const typing = setInterval(
      () => write(response, { content: 'more ', usage: [50, (told += 1)] }),
      10,
    );
    response.once('close', () => clearInterval(typing));
  };
  const message_id = await ask();
  const working = attempt('answer');
  while ((await getMessage(ann, { message_id })).content === '')
    await services.database.sql`select pg_sleep(0.02)`;
  await stopMessage(ann, { message_id });
  await working;
  expect(await outcomesOf('answer')).toEqual({ success: 0, failed: 0, retried: 0, stopped: 1 });
  const { tokens } = await health();
  expect(tokens[0]).toMatchObject({ model: 'test-model', whole: { prompt_tokens: 50 } });
  expect(tokens[0]?.whole.completion_tokens).toBeGreaterThan(0);
});

test('a server that refuses to be asked for its usage is asked without, once and for all', async () => {
  let refusals = 0;
  answer = (response, { stream_options }) => {
    if (stream_options !== undefined) {
      refusals += 1;
      response.writeHead(422, { 'Content-Type': 'application/json' });
      return void response.end('{"detail":[{"loc":["body","stream_options"]}]}');
    }
    write(response, { content: '27 days.', isLast: true, usage: [7, 2] });
    response.end('data: [DONE]\n\n');
  };
  for (let nth = 0; nth < 2; nth += 1) {
    await ask();
    await attempt('answer');
  }
  expect(refusals).toBe(1);
  expect(await outcomesOf('answer')).toMatchObject({ success: 2, failed: 0 });
  expect((await health()).tokens[0]).toMatchObject({
    whole: { prompt_tokens: 14, completion_tokens: 4 },
  });
});

test('a search uses tokens, too; it is no job', async () => {
  await ingestOne();
  await querySearch(ann, { workspace_id, query: 'vacation', limit: 5 });
  const { tokens, jobs } = await health();
  expect(tokens).toMatchObject([{ purpose: 'embeddings', whole: { prompt_tokens: 6 } }]);
  expect(jobs.map(({ whole }) => whole.success)).toEqual([1, 1, 0]);
});

test('a worker that died and one that is told to stop count as attempts that are made again', async () => {
  await upload('note.txt', 'text');
  await services.database.sql`update jobs set run_at = now()`;
  must(await takeJob(services, 'parse'), 'the job');
  await services.database.sql`update jobs set lease_expires_at = now() - interval '1 second'`;
  await recoverJobs(services);
  await attempt('parse', AbortSignal.abort());
  expect(await outcomesOf('parse')).toEqual({ success: 0, failed: 0, retried: 2, stopped: 0 });
});

test('work on what was removed meanwhile leaves no trace but that it was stopped', async () => {
  const document_id = await upload('note.txt', 'text');
  const gone = must(await takeJob(services, 'parse'), 'the job');
  await removeDocument(ann, { document_id });
  await processJob(services, gone, { handler: async () => async () => [], stopping: never });
  expect(await outcomesOf('parse')).toMatchObject({ success: 0, stopped: 1 });

  await upload('other.txt', 'text');
  const last = must(await takeJob(services, 'parse'), 'the job');
  await removeWorkspace(ann, { workspace_id });
  await processJob(services, last, { handler: async () => async () => [], stopping: never });
});

test('what is shown is of the time that is asked for; what is older is forgotten', async () => {
  await upload('note.txt', 'text');
  await attempt('parse');
  const age = (days: number) => services.database.sql`
    update runs set ended_at = now() - ${days} * interval '1 day' where workspace_id = ${workspace_id}`;
  await age(3);
  expect(await outcomesOf('parse')).toMatchObject({ success: 0 });
  const week = (await health(7)).jobs[0];
  expect(week?.slots.map(({ success }) => success)).toEqual([0, 0, 0, 1, 0, 0, 0]);
  expect(await pruneRuns(services)).toBe(0);
  await age(33);
  expect(await pruneRuns(services)).toBe(1);
});

const dayMs = 24 * 60 * 60_000;
const inBangkok = () => getHealth(ann, { workspace_id, days: 7, time_zone: 'Asia/Bangkok' });

test('growth is what was there by each day’s end of what is there now; the last day equals the totals', async () => {
  const { slots } = await inBangkok();
  const startOf = (slot: number) => Date.parse(must(slots[slot], 'a slot'));
  const ages = [startOf(0) - 9 * dayMs, startOf(1), startOf(3) - 1, startOf(6), startOf(5)];
  for (const [nth, addedMs] of ages.entries()) {
    const id = await upload(`${nth}.txt`, String(nth));
    await services.database.sql`
      update documents set created_at = ${new Date(addedMs).toISOString()},
        page_count = ${nth === 3 ? null : 2 ** nth}, chunk_count = ${10 * 2 ** nth} where id = ${id}`;
    if (nth === 4) await removeDocument(ann, { document_id: id });
  }
  const { documents } = await inBangkok();
  const { growth, page_count, chunk_count, size_bytes } = documents;
  const byDay = [1, 3, 7, 7, 7, 7, 15];
  expect(growth.slots.map((sizes) => sizes.chunk_count)).toEqual(byDay.map((n) => 10 * n));
  expect(growth.slots.map((sizes) => sizes.page_count)).toEqual([1, 3, 7, 7, 7, 7, 7]);
  expect(growth.slots.map((sizes) => sizes.size_bytes)).toEqual([1, 2, 3, 3, 3, 3, 4]);
  expect(growth.slots.at(-1)).toEqual({ page_count, chunk_count, size_bytes });
  expect(growth.whole).toEqual({ page_count: 6, chunk_count: 140, size_bytes: 3 });
});
