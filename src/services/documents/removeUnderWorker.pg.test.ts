import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CallContext } from '#services/context.ts';
import { ingestDocument } from '#services/documents/ingestDocument.ts';
import { parseDocument } from '#services/documents/parseDocument.ts';
import { removeDocument } from '#services/documents/removeDocument.ts';
import { uploadDocument } from '#services/documents/uploadDocument.ts';
import type { JobHandler } from '#services/jobs/jobHandler.ts';
import { processJob } from '#services/jobs/processJob.ts';
import { takeJob } from '#services/jobs/takeJob.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';
import { removeWorkspace } from '#services/workspaces/removeWorkspace.ts';
import { must } from '#shared/must.ts';

let services: TestServices;
let ann: CallContext;
let workspace_id: string;
beforeAll(async () => {
  services = await openTestServices();
});
afterAll(() => services[Symbol.asyncDispose]());
beforeEach(async () => {
  ann = services.signUp();
  workspace_id = (await createWorkspace(ann, { name: 'Acme' })).id;
});

const handlers = {
  parse: (job, run) => parseDocument(services, job, run),
  ingest: (job, run) => ingestDocument(services, job, run),
} satisfies Record<string, JobHandler>;
type Stage = keyof typeof handlers;

const work = async (jobType: Stage, handler: JobHandler = handlers[jobType]) => {
  const job = must(await takeJob(services, jobType), `a ${jobType} job`);
  await processJob(services, job, { handler, stopping: new AbortController().signal });
};

/** A file of many pages whose parsing, and if asked for whose ingestion, is up to `stage`. */
async function uploadUpTo(stage: Stage): Promise<string> {
  const text = Array.from({ length: 15_000 }, (_, nth) => `Line ${nth} of ${workspace_id}`);
  const file = new File([text.join('\n\n')], 'long.txt');
  const { document } = await uploadDocument(ann, { workspace_id, file });
  if (stage === 'ingest') await work('parse');
  return document.id;
}

/** Rows of every table that hold something of the workspace's documents, and files. */
async function leftOvers() {
  const { sql } = services.database;
  const [rows] = await sql`select
    (select count(*) from documents where workspace_id = ${workspace_id})::int as documents,
    (select count(*) from document_pages where document_id not in (select id from documents))::int as pages,
    (select count(*) from chunks where workspace_id = ${workspace_id})::int as chunks,
    (select count(*) from postings where workspace_id = ${workspace_id})::int as postings,
    (select count(*) from jobs where workspace_id = ${workspace_id})::int as jobs`;
  const files = [];
  for await (const key of services.files.list())
    if (key.workspace_id === workspace_id) files.push(key);
  return { ...rows, files };
}
const nothing = { documents: 0, pages: 0, chunks: 0, postings: 0, jobs: 0, files: [] };

const removals = {
  document: (id: string): Promise<unknown> => removeDocument(ann, { document_id: id }),
  workspace: (): Promise<unknown> => removeWorkspace(ann, { workspace_id }),
};

const cases = (['parse', 'ingest'] as const).flatMap((stage) =>
  (['document', 'workspace'] as const).map((thing) => ({ stage, thing })),
);

test.each(cases)(
  'a $thing removed in the middle of its $stage leaves nothing behind',
  async ({ stage, thing }) => {
    const id = await uploadUpTo(stage);
    await work(stage, async (job, run) => {
      const [complete] = await Promise.all([handlers[stage](job, run), removals[thing](id)]);
      return complete;
    });
    expect(await leftOvers()).toEqual(nothing);
  },
);

test.each(cases)(
  'a $thing removed while its $stage writes the result leaves nothing behind',
  async ({ stage, thing }) => {
    const id = await uploadUpTo(stage);
    const removing: Promise<unknown>[] = [];
    await work(stage, async (job, run) => {
      const complete = await handlers[stage](job, run);
      return (tx) => {
        // Not awaited: it needs rows that this transaction holds.
        removing.push(removals[thing](id));
        return complete(tx);
      };
    });
    expect(removing).toHaveLength(1);
    await Promise.all(removing);
    expect(await leftOvers()).toEqual(nothing);
  },
);
