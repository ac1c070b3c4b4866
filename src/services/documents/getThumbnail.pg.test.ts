import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CallContext } from '#services/context.ts';
import { getThumbnail } from '#services/documents/getThumbnail.ts';
import { parseDocument } from '#services/documents/parseDocument.ts';
import { removeDocument } from '#services/documents/removeDocument.ts';
import { uploadDocument } from '#services/documents/uploadDocument.ts';
import { processJob } from '#services/jobs/processJob.ts';
import { takeJob } from '#services/jobs/takeJob.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';
import { must } from '#shared/must.ts';

let services: TestServices;
let ann: CallContext;
let workspace_id: string;
beforeAll(async () => {
  services = await openTestServices();
  ann = services.signUp();
  workspace_id = (await createWorkspace(ann, { name: 'Acme' })).id;
});
afterAll(() => services[Symbol.asyncDispose]());

async function uploadFixture(name: string): Promise<{ document_id: string }> {
  const bytes = await readFile(
    fileURLToPath(new URL(`../../../e2e/fixtures/${name}`, import.meta.url)),
  );
  const file = new File([bytes], name);
  const { document } = await uploadDocument(ann, { workspace_id, file });
  const job = must(await takeJob(services, 'parse'), 'the parse job');
  await processJob(services, job, {
    handler: (each, run) => parseDocument(services, each, run),
    stopping: new AbortController().signal,
  });
  return { document_id: document.id };
}

test('a PDF has one once it is parsed, for its members alone, and it goes with its document', async () => {
  const ref = await uploadFixture('handbook.pdf');
  const { data_url } = await getThumbnail(ann, ref);
  const [head, content = ''] = must(data_url, 'a picture').split(',');
  expect(head).toBe('data:image/webp;base64');
  expect(Buffer.from(content, 'base64').toString('latin1', 8, 12)).toBe('WEBP');
  await expect(getThumbnail(services.signUp(), ref)).rejects.toMatchObject({ code: 'NOT_FOUND' });

  await removeDocument(ann, ref);
  const { sql } = services.database;
  expect(await sql`select from document_thumbnails`).toHaveLength(0);
});

test('a text has none', async () => {
  expect(await getThumbnail(ann, await uploadFixture('handbook.md'))).toEqual({ data_url: null });
});
