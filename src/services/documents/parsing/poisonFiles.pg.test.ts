import { afterAll, beforeAll, expect, test } from 'vitest';
import { listenForWork } from '#jobs/listenForWork.ts';
import type { CallContext } from '#services/context.ts';
import { getDocument } from '#services/documents/getDocument.ts';
import { ingestDocument } from '#services/documents/ingestDocument.ts';
import { parseDocument } from '#services/documents/parseDocument.ts';
import { poisonFiles } from '#services/documents/parsing/testPoison.ts';
import { uploadDocument } from '#services/documents/uploadDocument.ts';
import type { JobHandler } from '#services/jobs/jobHandler.ts';
import { workOnJobs } from '#services/jobs/workOnJobs.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';

let services: TestServices;
let ann: CallContext;
let workspace_id: string;
const stopping = new AbortController();
let workers: { stopped: () => Promise<void> }[];
beforeAll(async () => {
  services = await openTestServices();
  const settings = { ...services.settings, maxUploadBytes: 200 * 1024 * 1024 };
  ann = { ...services.signUp(), settings };
  workspace_id = (await createWorkspace(ann, { name: 'Acme' })).id;
  workers = [
    startWorker('parse', (job, run) => parseDocument(services, job, run)),
    startWorker('ingest', (job, run) => ingestDocument(services, job, run)),
  ];
});
afterAll(async () => {
  stopping.abort();
  await Promise.all(workers.map(({ stopped }) => stopped()));
  await services[Symbol.asyncDispose]();
});

function startWorker(jobType: 'parse' | 'ingest', handler: JobHandler) {
  const { sql, url: listenUrl } = services.database;
  const options = { jobType, handler, concurrency: 1, stopping: stopping.signal };
  const { wake, done } = workOnJobs(services, options);
  const listener = listenForWork({ listenUrl, sql }, jobType, { wake, onError: () => {} });
  return {
    async stopped() {
      await done;
      await listener.stop();
    },
  };
}

/** Uploads as a person does and waits for the workers, which are the same for all of these files. */
async function read(name: string, content: Uint8Array<ArrayBuffer>) {
  const { document } = await uploadDocument(ann, { workspace_id, file: new File([content], name) });
  const get = () => getDocument(ann, { document_id: document.id });
  await expect
    .poll(async () => (await get()).status, { timeout: 120_000 })
    .toMatch(/ingested|error/);
  return get();
}

test.each(poisonFiles)('$name', { timeout: 150_000 }, async ({ name, make, ends }) => {
  const document = await read(name, new Uint8Array(make()));
  const outcome = document.error_message ?? document.status;
  expect(outcome).toMatch(ends);
  expect(document.jobs.every(({ retry_count }) => retry_count === 0)).toBe(true);
  expect(document.file_name).not.toMatch(/[/\\\p{Cc}]/u);
  expect(Array.from(document.file_name).length).toBeLessThanOrEqual(255);

  const good = await read(
    'good.txt',
    new TextEncoder().encode(`A good file after ${document.id}.`),
  );
  expect(good.status).toBe('ingested');
});
