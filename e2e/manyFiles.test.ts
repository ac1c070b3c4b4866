import { expect } from '@playwright/test';
import { must } from '#shared/must.ts';
import { findBrokenRows } from './chaos/checks.ts';
import { type Cluster, startCluster } from './chaos/cluster.ts';
import { type MixedFile, mixedFiles } from './mixedFiles.ts';
import { signUpQuickly, test } from './person.ts';
import { signUp } from './signUp.ts';

/** `FILES=1000 KILLS=200 npm run test:e2e -- manyFiles` takes 25 minutes. */
const fileCount = Number(process.env['FILES'] ?? 40);
const killCount = Number(process.env['KILLS'] ?? 8);
/** Nothing may be stuck for longer once the last worker has been killed. */
const stuckMs = 60_000;
const uploadsAtOnce = 4;

let cluster: Cluster;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  cluster = await startCluster({ logFile: 'test-results/many-files.log' });
});
test.afterAll(() => cluster.stop());

test('of many files, while workers are killed, each is ingested or says why not', async () => {
  test.setTimeout(fileCount * 3_000 + stuckMs + 240_000);
  const { client, close, workspace_id } = await signUp(cluster.url, 'Many');
  const files = await mixedFiles(fileCount);
  const upload = async ({ name, bytes }: MixedFile) => {
    const form = new FormData();
    form.set('workspace_id', workspace_id);
    form.set('file', new File([new Uint8Array(bytes)], name));
    expect((await client.documents.upload.mutate(form)).duplicate).toBe(false);
  };
  const waiting = [...files];
  const uploading = Array.from({ length: uploadsAtOnce }, async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) await upload(file);
  });

  // Spread over the work: each kill waits until its share of the files has ended.
  const open = async () => {
    const documents = await client.documents.list.query({ workspace_id });
    return fileCount - documents.filter(({ status }) => /ingested|error/.test(status)).length;
  };
  for (let nth = 0; nth < killCount; nth += 1) {
    const share = (fileCount * (killCount - nth)) / killCount;
    await expect.poll(open, { timeout: stuckMs }).toBeLessThanOrEqual(share);
    await kill(Math.random() < 0.6 ? 'parse' : 'ingest');
  }
  await Promise.all(uploading);
  await expect.poll(open, { timeout: stuckMs }).toBe(0);

  const documents = await client.documents.list.query({ workspace_id });
  expect(documents).toHaveLength(fileCount);
  for (const { file_name, status, error_message } of documents) {
    const { isReadable } = must(
      files.find(({ name }) => name === file_name),
      'the file of a document',
    );
    if (status === 'error') expect(error_message, file_name).toMatch(/\w+.*\.$/);
    if (!isReadable) expect(status, file_name).toBe('error');
  }
  expect(await findBrokenRows(cluster.sql)).toMatchObject({
    unfinished_documents: 0,
    jobs_without_lease: 0,
    doubled_chunks: 0,
    ingested_without_chunks: 0,
    gaps: 0,
  });
  const ingested = documents.filter(({ status }) => status === 'ingested').length;
  // One whose worker is killed four times may end in error, too; that is rare.
  const readable = files.filter(({ isReadable }) => isReadable).length;
  expect(ingested).toBeGreaterThan(readable * 0.9);
  process.stdout.write(
    `  ${fileCount} files, ${killCount} kills: ${ingested} ingested, ${fileCount - ingested} in error, ` +
      `of which ${fileCount - readable} cannot be read\n`,
  );
  await close();
});

test('of ten thousand documents the newest are there at once, and only what is seen is drawn', async ({
  page,
}) => {
  const total = 10_000;
  const { workspace_id } = await signUpQuickly(page, cluster.url);
  await cluster.sql`
    insert into documents (id, workspace_id, file_name, mime_type, size_bytes, sha256, status, page_count, series_id, is_current, created_by, created_at)
    select id, ${workspace_id}, 'report-' || nth || '.txt', 'text/plain', 100, id::text, 'ingested', 1, id, true, id, now() - (${total} - nth) * interval '1 minute'
    from (
      select nth, ('01990000-0000-7000-8000-' || lpad(to_hex(nth), 12, '0'))::uuid as id
      from generate_series(1, ${total}) as nth
    ) as made`;
  await page.goto(`${cluster.url}/w/${workspace_id}/documents`);
  const list = page.getByRole('list', { name: 'Documents' });
  const item = (nth: number) => list.getByRole('listitem').filter({ hasText: `report-${nth}.txt` });
  await expect(item(total)).toBeVisible();
  await expect(item(total)).toHaveAttribute('aria-setsize', String(total));
  expect(await list.getByRole('listitem').count()).toBeLessThan(100);

  const main = page.getByRole('main');
  await expect(async () => {
    await main.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await expect(item(1)).toBeInViewport({ timeout: 1_000 });
  }).toPass();
  await expect(item(1)).toHaveAttribute('aria-posinset', String(total));
  expect(await list.getByRole('listitem').count()).toBeLessThan(100);
});

/** It may just be on its way back from the kill before. */
async function kill(part: 'parse' | 'ingest'): Promise<void> {
  const hasKilled = () =>
    cluster.pidOf(part).then(
      (pid) => process.kill(pid, 'SIGKILL'),
      () => false,
    );
  await expect.poll(hasKilled, { timeout: stuckMs }).toBe(true);
}
