import { expect, type Page } from '@playwright/test';
import getPort from 'get-port';
import { type Proxy, startProxy } from './chaos/proxy.ts';
import { ask, signUpQuickly, test } from './person.ts';
import { type Product, startProduct } from './product.ts';

/** A product of this story's own, behind a network that it can take away. */
let product: Product;
let network: Proxy;
let ports: { product: number; network: number };
let url: string;

test.beforeAll(async () => {
  ports = { product: await getPort(), network: await getPort() };
  url = `http://localhost:${ports.network}`;
  product = await startProduct({
    port: ports.product,
    logFile: 'test-results/offline.log',
    env: { PUBLIC_ORIGIN: url },
  });
  network = await openNetwork();
});
test.afterAll(async () => {
  await network.close();
  await product.stop();
});

const openNetwork = () => startProxy(ports.network, [ports.product]);

/** Two tabs of one browser with the same conversation open, both live. */
async function openConversation(page: Page) {
  const second = await page.context().newPage();
  const { client, workspace_id } = await signUpQuickly(page, url);
  const { id: conversation_id } = await client.conversations.create.mutate({ workspace_id });
  const tabs = [page, second];
  for (const tab of tabs) {
    await tab.goto(`${url}/w/${workspace_id}/c/${conversation_id}`);
    await expect(tab.getByLabel('Message')).toBeVisible();
    await expectConnection(tab, 'connected');
    // Its messages, of which there are none, have been loaded.
    await expect(tab.getByText('There is nothing to ask about yet')).toBeVisible();
  }
  const questions = async () => {
    const { items } = await client.messages.list.query({ conversation_id });
    const own = items.filter(({ role }) => role === 'user').toReversed();
    return own.map(({ content }) => content);
  };
  return { tabs, second, questions };
}

const expectConnection = (page: Page, state: string) =>
  expect(page.locator('[data-connection]').first()).toHaveAttribute('data-connection', state);

const own = (page: Page, delivery: string) =>
  page.locator(`article[aria-label="You"][data-delivery="${delivery}"]`);

/** Exactly these of the person's messages are on the screen, in this order and all in this state. */
async function expectOwn(page: Page, delivery: string, contents: readonly string[]) {
  await expect(own(page, delivery)).toContainText([...contents]);
  await expect(page.getByRole('article', { name: 'You' })).toHaveCount(contents.length);
}

test('messages written while the server is away wait, survive a reload, and are sent once and in order in both tabs', async ({
  page,
  context,
}) => {
  const { tabs, questions } = await openConversation(page);
  await network.close();
  for (const tab of tabs)
    await expect(tab.getByText('Reconnecting… showing what we have')).toBeVisible();
  const asked = ['How many vacation days are there?', 'And who approves them?'];
  for (const question of asked) await ask(page, question);
  for (const tab of tabs) {
    await expectOwn(tab, 'waiting', asked);
    await expect(tab.getByText('Waiting to be sent')).toHaveCount(2);
  }
  await page.screenshot({ path: 'test-results/offline-waiting.png' });

  // The page comes from the same server, so that is there for the reload, and sending is still not possible.
  const sends = /messages\.send/;
  await context.route(sends, (route) => route.abort('connectionrefused'));
  network = await openNetwork();
  await page.reload();
  await expectOwn(page, 'waiting', asked);
  await expectConnection(page, 'connected');
  expect(await questions()).toEqual([]);

  await context.unroute(sends);
  for (const tab of tabs) {
    await expectConnection(tab, 'connected');
    await expectOwn(tab, 'sent', asked);
    await expect(tab.getByRole('article', { name: 'Parley' })).toHaveCount(2);
    await expect(tab.getByText('Reconnecting')).toHaveCount(0);
  }
  expect(await questions()).toEqual(asked);
  await page.reload();
  await expectOwn(page, 'sent', asked);
  await page.screenshot({ path: 'test-results/offline-sent.png' });
});

test('a browser without a network sends at once when it has one again', async ({
  page,
  context,
}) => {
  const { tabs, questions } = await openConversation(page);
  await context.setOffline(true);
  await ask(page, 'Is anybody there?');
  await expectOwn(page, 'waiting', ['Is anybody there?']);
  await context.setOffline(false);
  for (const tab of tabs) await expectOwn(tab, 'sent', ['Is anybody there?']);
  expect(await questions()).toEqual(['Is anybody there?']);
});

test('a message that the server refuses says why; it is tried again or discarded, and the next one goes on', async ({
  page,
}) => {
  const { tabs, second, questions } = await openConversation(page);
  await ask(page, 'Null\0');
  for (const tab of tabs) {
    await expectOwn(tab, 'refused', ['Null']);
    await expect(own(tab, 'refused')).toContainText('must not contain U+0000');
  }
  await page.screenshot({ path: 'test-results/offline-refused.png' });
  await second.getByRole('button', { name: 'Send again' }).click();
  await expect(own(second, 'refused')).toContainText('must not contain U+0000');
  await ask(page, 'What is left?');
  for (const tab of tabs) await expect(own(tab, 'sent')).toContainText(['What is left?']);
  await second.getByRole('button', { name: 'Discard' }).click();
  for (const tab of tabs) await expectOwn(tab, 'sent', ['What is left?']);
  await page.reload();
  await expectOwn(page, 'sent', ['What is left?']);
  expect(await questions()).toEqual(['What is left?']);
});

test('a connection that went silent is noticed within 40 s, also in a browser that waits for its end', async ({
  page,
}) => {
  await page.clock.install();
  const { second } = await openConversation(page);
  await second.close();
  network.setStalled(true);
  await page.clock.runFor(40_000);
  await expectConnection(page, 'reconnecting');
  network.setStalled(false);
  await page.clock.runFor(5_000);
  await expectConnection(page, 'connected');
});
