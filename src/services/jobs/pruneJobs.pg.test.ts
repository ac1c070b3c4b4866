import { afterAll, beforeAll, expect, test } from 'vitest';
import { uploadDocument } from '#services/documents/uploadDocument.ts';
import { pruneJobs } from '#services/jobs/pruneJobs.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';
import { uuidv7 } from '#shared/uuid.ts';

let services: TestServices;
beforeAll(async () => {
  services = await openTestServices();
});
afterAll(() => services[Symbol.asyncDispose]());

test('old finished jobs go; young ones, open ones and the last of a document stay', async () => {
  const { sql } = services.database;
  const ann = services.signUp();
  const { id: workspace_id } = await createWorkspace(ann, { name: 'Acme' });
  const file = new File(['text'], 'note.txt');
  const { document } = await uploadDocument(ann, { workspace_id, file });
  const [open] = await sql<[{ id: string }]>`update jobs set job_type = 'ingest' returning id`;
  const addJob = async (status: string, days: number) => {
    const id = uuidv7();
    await sql`insert into jobs (id, job_type, workspace_id, document_id, status, updated_at)
      values (${id}, 'parse', ${workspace_id}, ${document.id}, ${status}, now() - ${days} * interval '1 day')`;
    return id;
  };
  await addJob('failed', 40);
  const young = await addJob('failed', 20);
  await addJob('failed', 31);
  const last = await addJob('success', 31);
  await sql`insert into jobs (id, job_type, workspace_id, status, updated_at)
    select gen_random_uuid(), 'answer', ${workspace_id}, 'success', now() - interval '31 days'
    from generate_series(1, 2500)`;

  expect(await Promise.all([pruneJobs(services), pruneJobs(services)])).toSatisfy(
    (counts: number[]) => counts.reduce((sum, count) => sum + count) === 2_502,
  );
  const left = await sql<{ id: string }[]>`select id from jobs`;
  expect(left.map(({ id }) => id).toSorted()).toEqual([open.id, young, last].toSorted());
});
