import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uploadDocument } from '#services/documents/uploadDocument.ts';
import { pruneFiles } from '#services/files/pruneFiles.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';

let services: TestServices;
beforeAll(async () => {
  services = await openTestServices();
});
afterAll(() => services[Symbol.asyncDispose]());

const hourMs = 60 * 60_000;
const bytes = new TextEncoder().encode('left over');
const filesThere = async () => {
  const ids: string[] = [];
  for await (const { document_id } of services.files.list()) ids.push(document_id);
  return ids.toSorted();
};

test('files of no document go once no upload can be behind them', async () => {
  const ann = services.signUp();
  const { id: workspace_id } = await createWorkspace(ann, { name: 'Acme' });
  const file = new File(['text'], 'note.txt');
  const { document } = await uploadDocument(ann, { workspace_id, file });
  const now = new Date(Date.now() + 2 * hourMs);
  const old = { workspace_id, document_id: v7() };
  const ofNoWorkspace = { workspace_id: v7(), document_id: v7() };
  const underWay = { workspace_id, document_id: v7({ msecs: now.getTime() - hourMs / 2 }) };
  for (const key of [old, ofNoWorkspace, underWay]) await services.files.put(key, bytes);

  expect(await pruneFiles(services, now)).toBe(2);
  expect(await filesThere()).toEqual([document.id, underWay.document_id].toSorted());
  expect(await pruneFiles(services, now)).toBe(0);
});

test('what an interrupted write has left goes with them', async () => {
  const folder = join(services.filesFolder, 'unfinished');
  await mkdir(folder, { recursive: true });
  const longAgo = new Date(Date.now() - 2 * hourMs);
  for (const name of ['abandoned', 'under-way']) await writeFile(join(folder, name), bytes);
  await utimes(join(folder, 'abandoned'), longAgo, longAgo);

  await pruneFiles(services, new Date());
  expect(await readdir(folder)).toEqual(['under-way']);
});
