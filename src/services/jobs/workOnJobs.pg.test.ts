import fc from 'fast-check';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Job } from '#contract/jobs.ts';
import { documents } from '#db/schema/documents.ts';
import { jobColumns, jobs } from '#db/schema/jobs.ts';
import type { ClaimedJob } from '#jobs/lease.ts';
import type { CallContext } from '#services/context.ts';
import { uploadDocument } from '#services/documents/uploadDocument.ts';
import { retryDocument } from '#services/documents/retryDocument.ts';
import { removeDocument } from '#services/documents/removeDocument.ts';
import { JobError } from '#services/jobs/jobError.ts';
import type { JobHandler } from '#services/jobs/jobHandler.ts';
import { processJob } from '#services/jobs/processJob.ts';
import { recoverJobs } from '#services/jobs/recoverJobs.ts';
import { takeJob } from '#services/jobs/takeJob.ts';
import { workOnJobs } from '#services/jobs/workOnJobs.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';
import { must } from '#shared/must.ts';

let services: TestServices;
let ann: CallContext;
let workspaceId: string;
beforeAll(async () => {
  services = await openTestServices();
});
afterAll(() => services[Symbol.asyncDispose]());
beforeEach(async () => {
  await services.database.sql`delete from jobs`;
  ann = services.signUp();
  workspaceId = (await createWorkspace(ann, { name: 'Acme' })).id;
});

async function upload(text: string) {
  const file = new File([text], 'note.txt');
  const { document } = await uploadDocument(ann, { workspace_id: workspaceId, file });
  return document;
}

const claim = async () => must(await takeJob(services, 'parse'), 'a job to claim');
const never = new AbortController().signal;
const run = (job: ClaimedJob, handler: JobHandler) =>
  processJob(services, job, { handler, stopping: never });
const statuses = async (): Promise<string[]> => {
  const log = await services.eventsOf(`workspace:${workspaceId}`);
  return log.flatMap((event) =>
    event.type === 'job.status_updated'
      ? [`${event.payload.status} ${event.payload.retry_count}`]
      : [],
  );
};
const dueNow = () => services.database.sql`
  update jobs set run_at = now() where id in (
    select id from jobs where status = 'queued' for update skip locked)`;
const jobRow = async (id: string): Promise<Job> => {
  const [row] = await services.db.select(jobColumns).from(jobs).where(eq(jobs.id, id));
  return must(row, 'the job');
};

test('four failing attempts end a job with retry_count 3 and its document in error', async () => {
  const document = await upload('a');
  for (let attempt = 0; attempt < 4; attempt += 1) {
    await dueNow();
    await run(await claim(), () => Promise.reject(new Error('the disk is full')));
  }
  await dueNow();
  expect(await takeJob(services, 'parse')).toBeNull();
  expect(await statuses()).toEqual([
    'queued 0',
    'running 0',
    'queued 1',
    'running 1',
    'queued 2',
    'running 2',
    'queued 3',
    'running 3',
    'failed 3',
  ]);
  const [row] = await services.db.select().from(documents).where(eq(documents.id, document.id));
  expect(row).toMatchObject({
    status: 'error',
    error_message: 'Something went wrong on the server.',
  });
});

test('a permanent error fails at once, with its sentence', async () => {
  const document = await upload('b');
  const sentence = 'This PDF is protected by a password.';
  await run(await claim(), () => Promise.reject(new JobError(sentence, { permanent: true })));
  expect(await statuses()).toEqual(['queued 0', 'running 0', 'failed 0']);
  const [row] = await services.db.select().from(documents).where(eq(documents.id, document.id));
  expect(row).toMatchObject({ status: 'error', error_message: sentence });
});

test('a retry waits longer each time', async () => {
  await upload('c');
  const delays: number[] = [];
  for (let attempt = 0; attempt < 3; attempt += 1) {
    await dueNow();
    const job = await claim();
    await run(job, () => Promise.reject(new Error('again')));
    const [row] = await services.database.sql<[{ delay: number }]>`
      select extract(epoch from run_at - updated_at)::float8 as delay from jobs where id = ${job.id}`;
    delays.push(row.delay);
  }
  for (const [nth, delay] of delays.entries()) {
    expect(delay).toBeGreaterThanOrEqual(2 ** nth);
    expect(delay).toBeLessThanOrEqual(2 ** nth * 1.25 + 0.01);
  }
});

test('a dead worker’s job returns to queued as a retry, and its late result is refused', async () => {
  const document = await upload('d');
  const lost = await claim();
  expect(await recoverJobs(services)).toBe(0);
  await services.database.sql`update jobs set lease_expires_at = now() - interval '1 second'`;
  expect(await recoverJobs(services)).toBe(1);
  await dueNow();
  const again = await claim();
  expect(again.retry_count).toBe(1);
  await run(lost, async () => async () => {
    throw new Error('the late worker must not write');
  });
  await run(again, async () => async () => []);
  expect(await jobRow(lost.id)).toMatchObject({ status: 'success', retry_count: 1 });
  expect(await statuses()).toEqual(['queued 0', 'running 0', 'queued 1', 'running 1', 'success 1']);
  expect(document.status).toBe('pending');
});

test('a lease that runs out at retry_count 3 ends the job failed', async () => {
  await upload('e');
  for (let attempt = 0; attempt < 4; attempt += 1) {
    await dueNow();
    await claim();
    await services.database
      .sql`update jobs set lease_expires_at = now() - interval '1 second' where status = 'running'`;
    await recoverJobs(services);
  }
  const [row] = await services.db.select(jobColumns).from(jobs);
  expect(row).toMatchObject({ status: 'failed', retry_count: 3 });
});

test('a worker asked to stop hands its job back without counting a retry', async () => {
  await upload('f');
  const job = await claim();
  const stopping = new AbortController();
  const started = Promise.withResolvers<void>();
  const processed = processJob(services, job, {
    stopping: stopping.signal,
    handler: (_job, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('stopped')));
        started.resolve();
      }),
  });
  await started.promise;
  stopping.abort();
  await processed;
  expect(await jobRow(job.id)).toMatchObject({ status: 'queued', retry_count: 0 });
});

test('a removed document takes its job along; the worker that holds it writes nothing', async () => {
  const document = await upload('g');
  const job = await claim();
  await run(job, async () => {
    await removeDocument(ann, { document_id: document.id });
    return async () => {
      throw new Error('must not be called');
    };
  });
  expect(await services.db.select(jobColumns).from(jobs)).toEqual([]);
});

test('an announced progress rises and the result and success share a transaction', async () => {
  await upload('h');
  const job = await claim();
  await run(job, async (_job, { reportProgress }) => {
    reportProgress(0.5);
    return async () => [];
  });
  const log = await services.eventsOf(`workspace:${workspaceId}`);
  const progress = log.flatMap((event) =>
    event.type === 'job.status_updated' ? [event.payload.progress] : [],
  );
  expect(progress).toEqual([null, null, 0.5, 1]);
});

test('retry restarts a failed document once, however often it is asked', async () => {
  const document = await upload('i');
  await run(await claim(), () => Promise.reject(new JobError('Broken.', { permanent: true })));
  const results = await Promise.all(
    [1, 2, 3].map(() => retryDocument(ann, { document_id: document.id })),
  );
  expect(results.map(({ status }) => status)).toEqual(['pending', 'pending', 'pending']);
  const open = await services.db
    .select({ id: jobs.id })
    .from(jobs)
    .where(eq(jobs.status, 'queued'));
  expect(open).toHaveLength(1);
});

test('workers side by side do each job exactly once (property)', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 4 }),
      fc.func(fc.integer({ min: 0, max: 3 })),
      async (amount, workers, failuresOf) => {
        await services.database.sql`delete from jobs`;
        const texts = Array.from({ length: amount }, (_, nth) => `${nth} ${Math.random()}`);
        const ids = (await Promise.all(texts.map(upload))).map(({ id }) => id);
        const attempts = new Map<string, number>();
        const done: string[] = [];
        const stopping = new AbortController();
        const handler: JobHandler = async (job) => {
          const id = must(job.document_id, 'its document');
          const attempt = attempts.get(id) ?? 0;
          attempts.set(id, attempt + 1);
          if (attempt < failuresOf(ids.indexOf(id))) throw new Error('transient');
          return async () => {
            done.push(id);
            return [];
          };
        };
        const pool = Array.from({ length: workers }, () =>
          workOnJobs(services, {
            jobType: 'parse',
            handler,
            concurrency: 2,
            stopping: stopping.signal,
          }),
        );
        while (done.length < amount) {
          await dueNow();
          for (const { wake } of pool) wake();
        }
        stopping.abort();
        await Promise.all(pool.map((worker) => worker.done));
        expect(done.toSorted()).toEqual(ids.toSorted());
        const rows = await services.database.sql`select status, retry_count from jobs`;
        expect(rows.every(({ status }) => status === 'success')).toBe(true);
        const retries = rows.reduce((sum, { retry_count }) => sum + Number(retry_count), 0);
        expect(retries).toBe([...attempts.values()].reduce((sum, n) => sum + n - 1, 0));
      },
    ),
    { numRuns: 15 },
  );
});
