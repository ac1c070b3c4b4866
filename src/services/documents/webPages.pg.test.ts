import { createServer } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import type { CallContext } from '#services/context.ts';
import { addUrl } from '#services/documents/addUrl.ts';
import { getDocument } from '#services/documents/getDocument.ts';
import { ingestDocument } from '#services/documents/ingestDocument.ts';
import { listDocuments } from '#services/documents/listDocuments.ts';
import { parseDocument } from '#services/documents/parseDocument.ts';
import { refetchDocument } from '#services/documents/refetchDocument.ts';
import { retryDocument } from '#services/documents/retryDocument.ts';
import { uploadDocument } from '#services/documents/uploadDocument.ts';
import type { JobHandler } from '#services/jobs/jobHandler.ts';
import { processJob } from '#services/jobs/processJob.ts';
import { takeJob } from '#services/jobs/takeJob.ts';
import { querySearch } from '#services/search/querySearch.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';
import { must } from '#shared/must.ts';

/** What the web says at the moment; null: nothing. */
let says: string | Buffer | null;
let served: string | undefined;
const web = createServer((_request, response) => {
  if (served) response.setHeader('content-type', served);
  if (says === null) response.writeHead(404).end();
  else response.end(says);
});
let services: TestServices;
let ann: CallContext;
let workspace_id: string;
let url: string;

beforeEach(async () => {
  served = undefined;
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${z.object({ port: z.number() }).parse(web.address()).port}`;
  url = `http://${host}/prices`;
  services = await openTestServices({ allowedPrivateHosts: [host] });
  ann = services.signUp();
  workspace_id = (await createWorkspace(ann, { name: 'Acme' })).id;
});
afterEach(async () => {
  await services[Symbol.asyncDispose]();
  web.closeAllConnections();
  await new Promise((resolve) => web.close(resolve));
});

const handlers = {
  parse: (job, run) => parseDocument(services, job, run),
  ingest: (job, run) => ingestDocument(services, job, run),
} satisfies Record<string, JobHandler>;
const work = async (...jobTypes: (keyof typeof handlers)[]) => {
  for (const jobType of jobTypes)
    await processJob(services, must(await takeJob(services, jobType), `a ${jobType} job`), {
      handler: handlers[jobType],
      stopping: new AbortController().signal,
    });
};

const page = (text: string, noise = '') =>
  `<!doctype html><html><head><title>Prices &amp; more</title><script>${noise}</script></head>
  <body><p>${text}</p></body></html>`;
const add = async () => (await addUrl(ann, { workspace_id, url })).document;
const addAndRead = async (text: string) => {
  says = page(text);
  const document = await add();
  await work('parse', 'ingest');
  return document;
};
const list = () => listDocuments(ann, { workspace_id });
const found = async () =>
  (await querySearch(ann, { workspace_id, query: 'the price', limit: 10 })).map(({ text }) => text);

test('a page is fetched by its job, and is a document by its title', async () => {
  const added = await addAndRead('The price is ten.');
  expect(added).toMatchObject({ file_name: 'prices', source_url: url, sha256: '', size_bytes: 0 });
  const [document] = await list();
  expect(document).toMatchObject({
    id: added.id,
    file_name: 'Prices & more',
    mime_type: 'text/html',
    size_bytes: says?.length,
    status: 'ingested',
  });
  expect(document?.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(await found()).toEqual(['The price is ten.']);
  expect(await addUrl(ann, { workspace_id, url })).toEqual({ document, duplicate: true });
});

test('an address that is added twice at once is one document', async () => {
  says = page('The price is ten.');
  const ids = (await Promise.all([add(), add(), add()])).map(({ id }) => id);
  expect(new Set(ids).size).toBe(1);
});

test('an address within the network is refused for good, in words', async () => {
  await addUrl(ann, { workspace_id, url: 'http://169.254.169.254/latest/meta-data/' });
  await work('parse');
  expect(await list()).toMatchObject([
    {
      status: 'error',
      error_message: 'This address does not lead to the public internet, so it is not fetched.',
    },
  ]);
});

test('a page that is not there is an error, and can be tried again', async () => {
  says = null;
  const { id } = await add();
  await work('parse');
  expect(await list()).toMatchObject([
    { status: 'error', error_message: 'There is no page at this address.' },
  ]);
  says = page('The price is ten.');
  await retryDocument(ann, { document_id: id });
  await work('parse', 'ingest');
  expect(await found()).toEqual(['The price is ten.']);
});

test('what reads the same is unchanged, whatever else is in it', async () => {
  const { id } = await addAndRead('The price is ten.');
  for (const noise of ['', 'nonce = 42']) {
    says = page('The price is ten.', noise);
    await refetchDocument(ann, { document_id: id });
    await work('parse');
    const documents = await list();
    expect(documents).toHaveLength(1);
    expect(documents[0]?.status).toBe('ingested');
    expect(documents[0]?.checked_at).not.toBe(null);
  }
  const files = [];
  for await (const key of services.files.list()) files.push(key);
  expect(files).toEqual([{ workspace_id, document_id: id }]);
});

test('what reads otherwise is a new version, searched once it is ingested', async () => {
  const first = await addAndRead('The price is ten.');
  says = page('The price is twenty.');
  await refetchDocument(ann, { document_id: first.id });
  await work('parse');
  expect(await list()).toMatchObject([
    { series_id: first.id, version_number: 2, status: 'pending', source_url: url },
    { id: first.id, status: 'ingested', checked_at: null },
  ]);
  expect(await found()).toEqual(['The price is ten.']);
  await work('parse', 'ingest');
  expect(await found()).toEqual(['The price is twenty.']);
  await expect(refetchDocument(ann, { document_id: first.id })).rejects.toThrow('ready');
});

test('a page that says again what it said before goes back to that version', async () => {
  const first = await addAndRead('The price is ten.');
  says = page('The price is twenty.');
  await refetchDocument(ann, { document_id: first.id });
  await work('parse', 'parse', 'ingest');
  says = page('The price is ten.');
  const [second] = await list();
  await refetchDocument(ann, { document_id: must(second, 'the new version').id });
  await work('parse');
  expect(await list()).toMatchObject([{ version_number: 2 }, { version_number: 3 }]);
  expect(await found()).toEqual(['The price is ten.']);
});

test('a page that is gone when it is looked at again takes nothing away', async () => {
  const { id } = await addAndRead('The price is ten.');
  says = null;
  await refetchDocument(ann, { document_id: id });
  await refetchDocument(ann, { document_id: id });
  await work('parse');
  const { status, error_message, jobs } = await getDocument(ann, { document_id: id });
  expect({ status, error_message }).toEqual({ status: 'ingested', error_message: null });
  expect(jobs[0]).toMatchObject({
    status: 'failed',
    error_message: 'There is no page at this address.',
  });
  expect(await found()).toEqual(['The price is ten.']);
});

test('a page that is served as a table is one, also when its file is read again', async () => {
  served = 'text/csv; charset=windows-1251';
  // «цена,дней», «чайник,десять».
  says = Buffer.from('f6e5ede02ce4ede5e90af7e0e9ede8ea2ce4e5f1fff2fc0a', 'hex');
  const { id } = await add();
  await work('parse', 'ingest');
  const readAgain = async () => {
    const [document] = await list();
    const [passage] = await querySearch(ann, { workspace_id, query: 'чайник', limit: 10 });
    return { name: document?.file_name, type: document?.mime_type, text: passage?.text };
  };
  const first = await readAgain();
  expect(first).toMatchObject({ name: 'prices.csv', type: 'text/csv' });
  expect(first.text).toContain('чайник');
  says = Buffer.from('f6e5ede02ce4ede5e90af7e0e9ede8ea2ce4e5f1fff2fc2121210a', 'hex');
  await refetchDocument(ann, { document_id: id });
  await work('parse', 'parse', 'ingest');
  expect((await readAgain()).text).toContain('десять!!!');
  expect(await list()).toMatchObject([
    { version_number: 2, mime_type: 'text/csv', file_name: 'prices.csv' },
    { version_number: 1 },
  ]);
});

test('the bytes of another document are not kept twice', async () => {
  says = 'The price is ten.';
  await uploadDocument(ann, { workspace_id, file: new File([says], 'price.txt') });
  await add();
  await work('parse', 'parse');
  expect((await list())[0]).toMatchObject({
    status: 'error',
    error_message: 'The same content is here already, as another document.',
  });
});
