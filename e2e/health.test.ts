import { createServer } from 'node:http';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';
import getPort from 'get-port';
import { z } from 'zod';
import { must } from '#shared/must.ts';
import {
  ask,
  countCalls,
  receivedEvents,
  signUpQuickly,
  test,
  untilLive,
  upload,
} from './person.ts';
import { startProduct } from './product.ts';

const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** The figure under a name. */
const figure = (page: Page, of: string, name: string) =>
  section(page, of).locator('dl > div').filter({ hasText: name }).locator('dd');

const plot = (page: Page, of: string, name: string) =>
  section(page, of).getByRole('figure', { name, exact: true });

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

test('figures change in an open page by events: files, broken ones, an answer', async ({
  page,
  browser,
  baseURL,
}) => {
  const url = baseURL ?? '';
  const { client, workspace_id } = await signUpQuickly(page, url);
  const events = receivedEvents(page);
  await page.goto(`/w/${workspace_id}/documents`);
  await untilLive(page, events);
  const storage = await page.context().storageState();
  const other = await (await browser.newContext({ storageState: storage })).newPage();
  await other.goto(`/w/${workspace_id}/documents`);
  await page.getByRole('link', { name: 'Health' }).click();
  await expect(figure(page, 'Documents', 'Files')).toHaveText('0');
  await expect(section(page, 'Failures')).toContainText('Nothing failed');
  await expect(section(page, 'Documents')).toContainText('Nothing has been added yet');
  await expect(
    section(page, 'Queue').getByRole('heading', { name: 'Waiting on average' }),
  ).toBeVisible();
  await expect(section(page, 'Queue')).toContainText('Nothing had to wait');
  await expectNoViolations(page);
  const loads: string[] = [];
  page.on('framenavigated', (frame) => loads.push(frame.url()));
  const calls = countCalls(page, 'workspaces.health');

  await upload(other, 'handbook.pdf', 'encrypted.pdf');
  await expect(figure(page, 'Documents', 'Files')).toHaveText('2');
  await expect(
    section(page, 'Documents').getByRole('listitem').filter({ hasText: 'Ready' }),
  ).toHaveText('Ready1');
  await expect(figure(page, 'Documents', 'Pages')).not.toHaveText('0');
  const failure = section(page, 'Failures')
    .getByRole('listitem')
    .filter({ hasText: 'encrypted.pdf' })
    .first();
  await expect(failure).toContainText('protected by a password');
  await expect(failure.getByText('1', { exact: true })).toBeVisible();
  const failed = plot(page, 'Failures', 'Failures over time');
  await expect(failed).toContainText(/protected by a password.*1/);
  await section(page, 'Failures').getByText('By kind of work').click();
  await expect(failed).toContainText('Reading1');
  await expect(failed).not.toContainText('protected by a password');
  await section(page, 'Failures').getByText('By reason').click();
  await expect(plot(page, 'Documents', 'Pages')).toContainText(/Pages\+\d/);
  await expect(plot(page, 'Documents', 'Passages')).toContainText(/Passages\+\d/);
  await expect(plot(page, 'Documents', 'Storage')).toContainText(/Storage\+[\d.]+ kB/);
  // Both files' jobs told more than once; what came together was read together.
  const told = events.filter(({ type }) => /^(document|job)\./.test(type));
  expect(calls()).toBeLessThan(told.length);

  const { id } = await client.conversations.create.mutate({ workspace_id });
  await other.goto(`/w/${workspace_id}/c/${id}`);
  await ask(other, 'How many vacation days do full-time employees receive?');
  await expect(section(page, 'Answers')).toContainText('Answered1');
  await page.screenshot({ path: 'test-results/health.png', fullPage: true });
  expect(loads).toEqual([]);
  await section(page, 'Answers').getByText('As a table').click();
  await expect(section(page, 'Answers').getByRole('row', { name: /24 hours/ })).toContainText('1');
  await expectNoViolations(page);

  await page.getByText('7 days', { exact: true }).click();
  await expect(page).toHaveURL(/days=7/);
  await expect(section(page, 'Answers').getByRole('row')).toHaveCount(9);
  const pages = plot(page, 'Documents', 'Pages');
  await pages.getByText('As a table').click();
  await expect(pages.getByRole('row')).toHaveCount(9);
  // The newest day comes first, and has all that is there.
  const total = await figure(page, 'Documents', 'Pages').textContent();
  await expect(pages.getByRole('row').nth(1).getByRole('cell')).toHaveText(total ?? '');
  await failure.getByRole('link', { name: 'encrypted.pdf' }).click();
  await expect(page.getByRole('complementary', { name: 'Document' })).toContainText(
    'encrypted.pdf',
  );
});

test('whoever may not see the figures is told so, and finds no link to them', async ({
  page,
  browser,
  baseURL,
}) => {
  const url = baseURL ?? '';
  const { client, workspace_id } = await signUpQuickly(page, url);
  const { token } = await client.workspaces.invites.create.mutate({ workspace_id, role: 'member' });
  const bobs = await (await browser.newContext()).newPage();
  const bob = await signUpQuickly(bobs, url);
  await bob.client.workspaces.invites.accept.mutate({ token: token ?? '' });
  await bobs.goto(`/w/${workspace_id}/health`);
  await expect(bobs.getByRole('heading', { name: 'Only for owners and admins' })).toBeVisible();
  await expect(bobs.getByRole('link', { name: 'Health' })).toHaveCount(0);
  const { id: user_id } = await bob.client.me.get.query();
  await client.workspaces.members.setRole.mutate({ workspace_id, user_id, role: 'admin' });
  await expect(bobs.getByRole('link', { name: 'Health' })).toBeVisible();
  await expect(figure(bobs, 'Documents', 'Files')).toHaveText('0');
});

const Asked = z.object({ input: z.array(z.string()) });

/** A server of embeddings that is away until it is told to come. */
async function startEmbeddingServer() {
  let isThere = false;
  const server = createServer((request, response) => {
    void (async () => {
      let body = '';
      for await (const piece of request) body += String(piece);
      const { input } = Asked.parse(JSON.parse(body));
      response.writeHead(isThere ? 200 : 503, { 'Content-Type': 'application/json' });
      const data = input.map((_, index) => ({ index, embedding: [1, index + 1] }));
      response.end(JSON.stringify({ data, usage: { prompt_tokens: input.length } }));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return {
    url: `http://127.0.0.1:${port}/v1`,
    come: () => {
      isThere = true;
    },
    [Symbol.dispose]: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

test('documents that wait for their vectors are counted, in an open page, until they have them', async ({
  page,
}) => {
  using server = await startEmbeddingServer();
  const product = await startProduct({
    port: await getPort(),
    logFile: 'test-results/embeddings.log',
    env: { EMBEDDING_BASE_URL: server.url, EMBEDDING_MODEL: 'meaning-large' },
  });
  await using _stopped = { [Symbol.asyncDispose]: product.stop };
  const { client, workspace_id } = await signUpQuickly(page, product.url);
  await page.goto(`${product.url}/w/${workspace_id}/health`);
  const embeddings = section(page, 'Search by meaning');
  await expect(embeddings).toContainText('No document is ready for it yet.');
  await expect(embeddings).toContainText('meaning-large');
  for (const text of ['There are 27 vacation days.', 'Invoices are paid in May.']) {
    const form = new FormData();
    form.set('workspace_id', workspace_id);
    form.set('file', new File([text], `${text.slice(0, 5)}.txt`));
    await client.documents.upload.mutate(form);
  }
  const bar = embeddings.getByRole('progressbar', { name: 'Documents with vectors' });
  await expect(embeddings).toContainText('0 of 2 documents');
  await expect(embeddings).toContainText('2 documents still wait');
  await expect(bar).toHaveAttribute('aria-valuenow', '0');
  await expectNoViolations(page);
  await lookAt(page, embeddings, 'health-waiting');

  server.come();
  await expect(embeddings).toContainText('2 of 2 documents');
  await expect(embeddings).toContainText('100%');
  await expect(embeddings).toContainText('All have their vectors.');
  await expect(bar).toHaveAttribute('aria-valuenow', '100');
});

/** A place of the page, on a desk and on a telephone, in light and dark. */
async function lookAt(page: Page, place: Locator, name: string): Promise<void> {
  const before = must(page.viewportSize(), 'a size');
  for (const width of [1440, 390])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await place.scrollIntoViewIfNeeded();
      await page.screenshot({ path: `test-results/${name}-${width}-${colorScheme}.png` });
    }
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize(before);
}
