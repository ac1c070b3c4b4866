import { expect } from 'vitest';
import { listenForWork } from '#jobs/listenForWork.ts';
import type { CallContext } from '#services/context.ts';
import { getDocument } from '#services/documents/getDocument.ts';
import { ingestDocument } from '#services/documents/ingestDocument.ts';
import { parseDocument } from '#services/documents/parseDocument.ts';
import { uploadDocument } from '#services/documents/uploadDocument.ts';
import type { JobHandler } from '#services/jobs/jobHandler.ts';
import { workOnJobs } from '#services/jobs/workOnJobs.ts';
import { openTestServices } from '#services/testContext.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';

/** Somebody with a workspace, and the workers that read what is uploaded to it. */
export async function openTestReading() {
  const services = await openTestServices();
  const settings = { ...services.settings, maxUploadBytes: 200 * 1024 * 1024 };
  const ann: CallContext = { ...services.signUp(), settings };
  const { id: workspace_id } = await createWorkspace(ann, { name: 'Acme' });
  const stopping = new AbortController();
  const startWorker = (jobType: 'parse' | 'ingest', handler: JobHandler) => {
    const { sql, url: listenUrl } = services.database;
    const options = { jobType, handler, concurrency: 1, stopping: stopping.signal };
    const { wake, done } = workOnJobs(services, options);
    const listener = listenForWork({ listenUrl, sql }, jobType, { wake, onError: () => {} });
    return async () => {
      await done;
      await listener.stop();
    };
  };
  const workers = [
    startWorker('parse', (job, run) => parseDocument(services, job, run)),
    startWorker('ingest', (job, run) => ingestDocument(services, job, run)),
  ];
  return {
    ann,
    workspace_id,
    /** Uploads as a person does and waits for the workers. */
    async read(name: string, content: Uint8Array<ArrayBuffer>) {
      const file = new File([content], name);
      const { document } = await uploadDocument(ann, { workspace_id, file });
      const get = () => getDocument(ann, { document_id: document.id });
      await expect
        .poll(async () => (await get()).status, { timeout: 120_000 })
        .toMatch(/ingested|error/);
      return get();
    },
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await Promise.all(workers.map((stopped) => stopped()));
      await services[Symbol.asyncDispose]();
    },
  };
}
