import { afterEach, beforeEach, expect, test } from 'vitest';
import { currentVersion, type Document } from '#contract/documents.ts';
import type { CallContext } from '#services/context.ts';
import { getDocumentPage } from '#services/documents/getPage.ts';
import { ingestDocument } from '#services/documents/ingestDocument.ts';
import { listDocuments } from '#services/documents/listDocuments.ts';
import { parseDocument } from '#services/documents/parseDocument.ts';
import { removeDocument } from '#services/documents/removeDocument.ts';
import { restoreDocument } from '#services/documents/restoreDocument.ts';
import { uploadDocument } from '#services/documents/uploadDocument.ts';
import type { JobHandler } from '#services/jobs/jobHandler.ts';
import { processJob } from '#services/jobs/processJob.ts';
import { takeJob } from '#services/jobs/takeJob.ts';
import { querySearch } from '#services/search/querySearch.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';
import { must } from '#shared/must.ts';

let services: TestServices;
let ann: CallContext;
let workspace_id: string;
beforeEach(async () => {
  // Of its own, so that the next job is always one of the test's.
  services = await openTestServices();
  ann = services.signUp();
  workspace_id = (await createWorkspace(ann, { name: 'Acme' })).id;
});
afterEach(() => services[Symbol.asyncDispose]());

const handlers = {
  parse: (job, run) => parseDocument(services, job, run),
  ingest: (job, run) => ingestDocument(services, job, run),
} satisfies Record<string, JobHandler>;

const take = async (jobType: 'parse' | 'ingest') =>
  must(await takeJob(services, jobType), `a ${jobType} job`);
const stopping = new AbortController().signal;
const work = async (jobType: 'parse' | 'ingest') =>
  processJob(services, await take(jobType), { handler: handlers[jobType], stopping });

const upload = (text: string, { name = 'price.txt', folder_path = '' } = {}) =>
  uploadDocument(ann, { workspace_id, folder_path, file: new File([text], name) });

async function uploadAndIngest(text: string): Promise<Document> {
  const { document } = await upload(text);
  await work('parse');
  await work('ingest');
  return document;
}

const list = () => listDocuments(ann, { workspace_id });
/** What a question finds, which is about every version. */
const found = async () =>
  (await querySearch(ann, { workspace_id, query: 'the price', limit: 10 })).map(({ text }) => text);

test('a newer file of the same name is searched once it is ingested, and the older one can still be read', async () => {
  const first = await uploadAndIngest('The price is ten.');
  const { document: second, duplicate } = await upload('The price is twenty.');
  expect(duplicate).toBe(false);
  expect(second).toMatchObject({ series_id: first.id, version_number: 2, status: 'pending' });
  expect(await found()).toEqual(['The price is ten.']);
  await work('parse');
  expect(await found()).toEqual(['The price is ten.']);
  await work('ingest');
  expect(await found()).toEqual(['The price is twenty.']);
  expect((await list()).map(({ id }) => id)).toEqual([second.id, first.id]);
  const page = await getDocumentPage(ann, { document_id: first.id, page: 1 });
  expect(page.text).toBe('The price is ten.');
});

test('each version has its own events, and the older one none', async () => {
  const first = await uploadAndIngest('The price is ten.');
  const second = await uploadAndIngest('The price is twenty.');
  const events = await services.eventsOf(`workspace:${workspace_id}`);
  const statuses = (id: string) =>
    events.flatMap(({ type, payload }) => {
      if (type === 'document.created') return payload.document.id === id ? ['created'] : [];
      return type === 'document.status_updated' && payload.document_id === id
        ? [payload.status]
        : [];
    });
  for (const { id } of [first, second])
    expect(statuses(id)).toEqual(['created', 'parsed', 'ingested']);
});

test('one that cannot be read leaves the version before it current', async () => {
  await uploadAndIngest('The price is ten.');
  await upload('%PDF-1.7 the price is twenty');
  await work('parse');
  expect((await list())[0]).toMatchObject({ status: 'error', version_number: 2 });
  expect(await found()).toEqual(['The price is ten.']);
});

test('where a file was and what it is called make it another document', async () => {
  const first = await uploadAndIngest('The price is ten.');
  const { document: elsewhere } = await upload('The price is one.', {
    folder_path: '2024\\..//./prices/',
  });
  const { document: other } = await upload('The price is two.', { name: 'Price.txt' });
  expect(elsewhere).toMatchObject({ folder_path: '2024/prices', version_number: 1 });
  expect(new Set([first, elsewhere, other].map(({ series_id }) => series_id)).size).toBe(3);
});

test('a version that is removed makes the one before it current again, in the same moment', async () => {
  await uploadAndIngest('The price is ten.');
  const second = await uploadAndIngest('The price is twenty.');
  const third = await uploadAndIngest('The price is thirty.');
  await removeDocument(ann, { document_id: second.id });
  expect(await found()).toEqual(['The price is thirty.']);
  await removeDocument(ann, { document_id: third.id });
  expect(await found()).toEqual(['The price is ten.']);
  const { document } = await upload('The price is forty.');
  expect(document.version_number).toBe(2);
  await removeDocument(ann, { document_id: document.id, all_versions: true });
  expect(await list()).toEqual([]);
  const events = await services.eventsOf(`workspace:${workspace_id}`);
  expect(events.filter(({ type }) => type === 'document.deleted')).toHaveLength(4);
});

test('an older version is restored, also by uploading it again', async () => {
  const first = await uploadAndIngest('The price is ten.');
  const second = await uploadAndIngest('The price is twenty.');
  const restored = await restoreDocument(ann, { document_id: first.id });
  expect(restored).toMatchObject({ id: first.id, version_number: 3 });
  expect(await found()).toEqual(['The price is ten.']);
  expect(await restoreDocument(ann, { document_id: first.id })).toEqual(restored);
  const { document, duplicate } = await upload('The price is twenty.');
  expect({ duplicate, ...document }).toMatchObject({
    duplicate: true,
    id: second.id,
    version_number: 4,
  });
  expect(await found()).toEqual(['The price is twenty.']);
  const elsewhere = await upload('The price is ten.', { name: 'other.txt' });
  expect(elsewhere).toMatchObject({ duplicate: true, document: restored });
});

test('files of one name that come at once are versions of one document, each with a number of its own', async () => {
  const prices = Array.from({ length: 8 }, (_, nth) => `The price is ${nth} coins.`);
  const documents = (await Promise.all(prices.map((text) => upload(text)))).map(
    ({ document }) => document,
  );
  expect(new Set(documents.map(({ series_id }) => series_id)).size).toBe(1);
  const numbers = documents.map(({ version_number }) => version_number);
  expect(numbers.toSorted((one, other) => one - other)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);

  for (const _ of prices) await work('parse');
  const jobs = await Promise.all(prices.map(() => take('ingest')));
  // All but ready when the first writes, the newest first of all.
  const barrier = Promise.withResolvers<void>();
  let ready = 0;
  await Promise.all(
    jobs.toReversed().map((job) =>
      processJob(services, job, {
        stopping,
        handler: async (...of) => {
          const complete = await handlers.ingest(...of);
          ready += 1;
          if (ready === jobs.length) barrier.resolve();
          await barrier.promise;
          return complete;
        },
      }),
    ),
  );
  const current = must(currentVersion(await list()), 'a current version');
  expect(current.version_number).toBe(8);
  const at = documents.findIndex(({ id }) => id === current.id);
  expect(await found()).toEqual([prices[at]]);
});

test('whatever order they end in, the newest is searched and no other', async () => {
  await upload('The price is ten.');
  await upload('The price is twenty.');
  await work('parse');
  await work('parse');
  const [first, second] = [await take('ingest'), await take('ingest')];
  await processJob(services, second, { handler: handlers.ingest, stopping });
  expect(await found()).toEqual(['The price is twenty.']);
  await processJob(services, first, { handler: handlers.ingest, stopping });
  expect(await found()).toEqual(['The price is twenty.']);
});
