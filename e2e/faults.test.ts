import { readdir, rm } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { expect, type WebSocket } from '@playwright/test';
import getPort from 'get-port';
import { z } from 'zod';
import { must } from '#shared/must.ts';
import { ask, countCalls, row, signUpQuickly, test, upload } from './person.ts';
import { childPid, type Product, startProduct } from './product.ts';

/** Faults are this story's own: it has a product, and a language model's server, to itself. */
let product: Product;
const waiting: ServerResponse[] = [];
let onRequest: (() => void) | null = null;
const model = createServer((request, response) => {
  request.resume();
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  waiting.push(response);
  onRequest?.();
});

test.beforeAll(async () => {
  await new Promise<void>((resolve) => model.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.number() }).parse(model.address());
  product = await startProduct({
    port: await getPort(),
    logFile: 'test-results/faults.log',
    env: { LLM_BASE_URL: `http://127.0.0.1:${port}/v1`, LLM_MODEL: 'scripted' },
  });
});
test.afterAll(async () => {
  await product.stop();
  model.closeAllConnections();
  model.close();
});

const pidOf = (script: string) => childPid(product.pid, script);

async function modelIsAsked(): Promise<ServerResponse> {
  if (waiting.length === 0) await new Promise<void>((resolve) => (onRequest = resolve));
  return must(waiting.shift(), 'a request');
}

function say(response: ServerResponse, content: string, finish_reason: string | null = null): void {
  const chunk = { choices: [{ index: 0, delta: { content }, finish_reason }] };
  response.write(`data: ${JSON.stringify(chunk)}\n\n`);
}

test('a reload in the middle of an answer shows what has streamed, and it finishes', async ({
  page,
  context,
}) => {
  const { client, workspace_id } = await signUpQuickly(page, product.url);
  await page.goto(`${product.url}/w/${workspace_id}/documents`);
  await upload(page, 'handbook.pdf');
  await expect(row(page, 'handbook.pdf')).toHaveAttribute('data-status', 'ingested');
  const { id } = await client.conversations.create.mutate({ workspace_id });
  await page.goto(`${product.url}/w/${workspace_id}/c/${id}`);
  const worker = await pidOf('workers/answer.ts');
  process.kill(worker, 'SIGSTOP');
  await ask(page, 'How many vacation days do I get?');
  const answer = page.getByRole('article', { name: 'Parley' });
  await expect(answer).toHaveAttribute('data-status', 'pending');
  process.kill(worker, 'SIGCONT');
  const response = await modelIsAsked();
  say(response, 'You get **27 vacation days**');
  await expect(answer).toContainText('You get 27 vacation days');
  await page.reload();
  await expect(answer).toContainText('You get 27 vacation days');
  await expect(answer).toHaveAttribute('data-status', 'running');
  say(response, ' per year [1].');
  await expect(answer).toContainText('You get 27 vacation days per year');
  const late = await context.newPage();
  await late.goto(page.url());
  await expect(late.getByRole('article', { name: 'Parley' })).toContainText('per year');
  say(response, ' Ask for more.', 'stop');
  response.end('data: [DONE]\n\n');
  for (const tab of [page, late]) {
    const finished = tab.getByRole('article', { name: 'Parley' });
    await expect(finished).toHaveAttribute('data-status', 'done');
    await expect(finished).toContainText(/per year\s?1\.? Ask for more/);
  }
});

test('stop ends an answer at once, in both tabs', async ({ page, context }) => {
  const { client, workspace_id } = await signUpQuickly(page, product.url);
  const { id } = await client.conversations.create.mutate({ workspace_id });
  const second = await context.newPage();
  for (const tab of [page, second]) await tab.goto(`${product.url}/w/${workspace_id}/c/${id}`);
  await ask(page, 'Tell me everything');
  const response = await modelIsAsked();
  say(response, 'This will be long');
  await expect(page.getByRole('article', { name: 'Parley' })).toContainText('This will be long');
  await page.getByRole('button', { name: 'Stop' }).click();
  for (const tab of [page, second])
    await expect(tab.getByRole('article', { name: 'Parley' })).toContainText('Stopped');
  response.destroy();
});

test('a worker told to stop hands its answer back; the next one gives it, and no retry is counted', async ({
  page,
}) => {
  const { client, workspace_id } = await signUpQuickly(page, product.url);
  const { id } = await client.conversations.create.mutate({ workspace_id });
  await page.goto(`${product.url}/w/${workspace_id}/c/${id}`);
  await ask(page, 'Where is the key?');
  const interrupted = await modelIsAsked();
  say(interrupted, 'The key');
  const answer = page.getByRole('article', { name: 'Parley' });
  await expect(answer).toContainText('The key');
  const worker = await pidOf('workers/answer.ts');
  process.kill(worker, 'SIGTERM');
  const response = await modelIsAsked();
  say(response, 'The key is under the mat.', 'stop');
  response.end('data: [DONE]\n\n');
  await expect(answer).toHaveAttribute('data-status', 'done');
  await expect(answer).toContainText('The key is under the mat.');
  const [job] = await client.jobs.list.query({ workspace_id });
  expect(job).toMatchObject({ job_type: 'answer', status: 'success', retry_count: 0 });
  expect(await pidOf('workers/answer.ts')).not.toBe(worker);
});

test('kill -9 of the parse worker in the middle of a job: it returns to queued and succeeds, and the tab shows it', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const { client, workspace_id } = await signUpQuickly(page, product.url);
  await page.goto(`${product.url}/w/${workspace_id}/documents`);
  await expect(page.getByText('Add your first documents')).toBeVisible();
  const seen: string[] = [];
  const running = Promise.withResolvers<void>();
  client.onEvent.subscribe(
    { workspace_id },
    {
      onData({ data }) {
        for (const event of data) {
          if (event.type !== 'job.status_updated' || event.payload.job_type !== 'parse') continue;
          const state = `${event.payload.status} ${event.payload.retry_count}`;
          if (seen.at(-1) !== state) seen.push(state);
          if (event.payload.status === 'running') running.resolve();
        }
      },
    },
  );
  const worker = await pidOf('workers/parse.ts');
  await upload(page, 'handbook.pdf');
  await running.promise;
  process.kill(worker, 'SIGKILL');
  await expect(row(page, 'handbook.pdf')).toHaveAttribute('data-status', 'ingested', {
    timeout: 60_000,
  });
  expect(seen).toEqual(['queued 0', 'running 0', 'queued 1', 'running 1', 'success 1']);
  expect(await pidOf('workers/parse.ts')).not.toBe(worker);
});

test('four failing attempts end in failed with retry_count 3 and a document in error; retry starts anew', async ({
  page,
}) => {
  const { client, workspace_id } = await signUpQuickly(page, product.url);
  await page.goto(`${product.url}/w/${workspace_id}/documents`);
  const worker = await pidOf('workers/parse.ts');
  process.kill(worker, 'SIGSTOP');
  await upload(page, 'handbook.md');
  await expect(row(page, 'handbook.md')).toHaveAttribute('data-status', 'pending');
  const folder = join(product.dataDir, 'files', workspace_id);
  for (const file of await readdir(folder)) await rm(join(folder, file));
  process.kill(worker, 'SIGCONT');
  await expect(row(page, 'handbook.md')).toHaveAttribute('data-status', 'error', {
    timeout: 30_000,
  });
  const [job] = await client.jobs.list.query({ workspace_id });
  expect(job).toMatchObject({ status: 'failed', retry_count: 3 });
  await row(page, 'handbook.md').getByRole('button', { name: 'Retry' }).click();
  await expect(row(page, 'handbook.md')).toHaveAttribute('data-status', 'pending');
});

test('the API process dies while workers finish: the tab reconnects and shows the truth without a reload', async ({
  page,
}) => {
  const { workspace_id } = await signUpQuickly(page, product.url);
  const sockets: WebSocket[] = [];
  page.on('websocket', (socket) => sockets.push(socket));
  await page.goto(`${product.url}/w/${workspace_id}/documents`);
  await expect(page.getByText('Add your first documents')).toBeVisible();
  const loads = countCalls(page, 'me.get');
  const worker = await pidOf('workers/parse.ts');
  process.kill(worker, 'SIGSTOP');
  await upload(page, 'handbook.docx');
  await expect(row(page, 'handbook.docx')).toHaveAttribute('data-status', 'pending');
  process.kill(await pidOf('server.ts'), 'SIGKILL');
  await expect.poll(() => sockets[0]?.isClosed()).toBe(true);
  process.kill(worker, 'SIGCONT');
  await expect(row(page, 'handbook.docx')).toHaveAttribute('data-status', 'ingested', {
    timeout: 60_000,
  });
  await expect(page.getByText('Reconnecting… showing what we have')).toHaveCount(0, {
    timeout: 60_000,
  });
  expect(loads()).toBe(0);
  expect(sockets.length).toBeGreaterThan(1);
  await upload(page, 'handbook.pdf');
  await expect(row(page, 'handbook.pdf')).toHaveAttribute('data-status', 'ingested');
});
