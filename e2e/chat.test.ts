import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';
import { ask, signUpQuickly, test } from './person.ts';
import { openShop } from './shop.ts';
import { socketTokens } from './socketTokens.ts';

const question = 'How many vacation days do full-time employees receive?';

/** A workspace whose operator is a program, with the handbook in it. */
async function openWorkspace(browser: Browser, baseURL: string | undefined) {
  const url = must(baseURL, 'an address');
  const context = await browser.newContext();
  const { client, workspace_id } = await signUpQuickly(await context.newPage(), url, 'Ann');
  await context.close();
  const form = new FormData();
  form.set('workspace_id', workspace_id);
  const bytes = await readFile(new URL('fixtures/handbook.md', import.meta.url));
  form.set('file', new File([bytes], 'handbook.md'));
  await client.documents.upload.mutate(form);
  await expect
    .poll(async () => (await client.documents.list.query({ workspace_id }))[0]?.status)
    .toBe('ingested');
  const { key } = await client.live.settings.get.query({ workspace_id });
  const { display_name } = await client.me.get.query();
  return { url, client, workspace_id, key, operatorName: display_name };
}
type Workspace = Awaited<ReturnType<typeof openWorkspace>>;

/** The customer's only conversation, as the operator sees it. */
async function findConversation({ client, workspace_id }: Workspace): Promise<string> {
  const all = await client.conversations.list.query({ workspace_id });
  const live = all.filter(({ kind }) => kind === 'live');
  expect(live).toHaveLength(1);
  return must(live[0], 'a conversation').id;
}

const launcher = (page: Page) => page.getByRole('button', { name: /^Open chat/ });
const chat = (page: Page) => page.frameLocator('iframe[title="Chat"]');
const write = async (page: Page, text: string) => {
  await chat(page).getByLabel('Message').fill(text);
  await chat(page).getByLabel('Message').press('Enter');
};
const own = (page: Page) => chat(page).getByRole('article', { name: 'You' });
const answer = (page: Page) => chat(page).getByRole('article', { name: 'AI assistant' });

async function visit(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

test('a customer on a company’s site is answered by the AI, then by a person, across a reload and a lost network', async ({
  browser,
  baseURL,
}) => {
  const workspace = await openWorkspace(browser, baseURL);
  const { client, workspace_id, url, key, operatorName } = workspace;
  await using shop = await openShop(url, key);
  const context = await browser.newContext();
  const page = await visit(context, shop.url);
  await expect(page.locator('iframe')).toHaveCount(0);
  await launcher(page).click();
  await expect(chat(page).getByRole('heading', { name: 'Larkspur' })).toBeVisible();
  await expect(chat(page).getByText('The AI answers at once', { exact: true })).toBeVisible();
  await expect(chat(page).getByLabel('Message')).toBeFocused();
  await page.screenshot({ path: 'test-results/chat-greeting.png' });

  await write(page, question);
  await expect(answer(page)).toHaveAttribute('data-status', 'done');
  await expect(answer(page)).toContainText('27 vacation days');
  await answer(page)
    .getByRole('button', { name: /handbook\.md/ })
    .first()
    .click();
  await expect(answer(page).locator('blockquote').first()).toContainText('27 vacation days');
  await page.screenshot({ path: 'test-results/chat-answer.png' });

  await page.reload();
  await launcher(page).click();
  await expect(own(page)).toHaveText([question]);
  await expect(answer(page)).toContainText('27 vacation days');
  await chat(page).getByRole('button', { name: 'Tell us' }).click();
  await chat(page).getByLabel('Name').fill('Mai');
  await chat(page).getByLabel('E-mail').fill('mai@example.com');
  await page.screenshot({ path: 'test-results/chat-contact.png' });
  await chat(page).getByRole('button', { name: 'Save' }).click();
  await expect(chat(page).getByRole('form')).toHaveCount(0);
  const [customer] = await client.customers.list.query({ workspace_id });
  expect(customer).toMatchObject({
    display_name: 'Mai',
    email: 'mai@example.com',
    page_url: shop.url,
  });

  await chat(page).getByRole('button', { name: 'Talk to a person' }).click();
  await expect(chat(page).getByText('Nobody is here just now. Your messages')).toBeVisible();
  const presence = client.onActivity.subscribe({ workspace_id }, { onData: () => {} });
  await expect(chat(page).getByText('You are next.')).toBeVisible();
  await expect(chat(page).getByText(`${operatorName} is here`)).toBeVisible();

  const conversation_id = await findConversation(workspace);
  await client.live.take.mutate({ conversation_id });
  await expect(chat(page).getByText(`${operatorName} has joined`)).toBeVisible();
  await expect(chat(page).getByText(`${operatorName} is answering you`)).toBeVisible();
  await expect(chat(page).getByText('You are next.')).toHaveCount(0);
  await client.typing.set.mutate({ conversation_id, typing: true });
  await expect(chat(page).getByText(`${operatorName} is typing…`)).toBeVisible();
  const say = (content: string, internal = false) =>
    client.messages.send.mutate({ conversation_id, content, internal, client_id: uuidv7() });
  await say('She has asked before', true);
  await say('Hello Mai, I can help.');
  await expect(chat(page).getByRole('article', { name: operatorName })).toContainText([
    'Hello Mai, I can help.',
  ]);
  await client.typing.set.mutate({ conversation_id, typing: false });
  await expect(chat(page).getByText('Hello Mai, I can help.')).toBeInViewport();
  await expect(chat(page).getByRole('button', { name: 'Scroll to the end' })).toHaveCount(0);
  await page.screenshot({ path: 'test-results/chat-operator.png' });

  await chat(page).getByLabel('Message').press('Escape');
  await expect(launcher(page)).toBeFocused();
  await say('Are you still there?');
  await expect(launcher(page)).toHaveAccessibleName('Open chat, 1 unread');
  await page.screenshot({ path: 'test-results/chat-unread.png' });
  await page.reload();
  await expect(launcher(page)).toHaveAccessibleName('Open chat, 1 unread');
  await launcher(page).click();
  await expect(chat(page).getByText('Are you still there?')).toBeInViewport();
  await expect(page.getByRole('button', { name: 'Close chat' }).first()).toBeVisible();

  await context.setOffline(true);
  await write(page, 'I was in a tunnel');
  await write(page, 'for a while');
  await expect(chat(page).locator('[data-delivery="waiting"]')).toHaveCount(2);
  await say('Take your time');
  await context.setOffline(false);
  await expect(chat(page).locator('article[aria-label="You"][data-delivery="sent"]')).toContainText(
    [question, 'I was in a tunnel', 'for a while'],
  );
  await expect(chat(page).getByText('Take your time')).toBeVisible();
  const { items } = await client.messages.list.query({ conversation_id });
  const visitor = items.filter(({ role }) => role === 'visitor').toReversed();
  expect(visitor.map(({ content }) => content)).toEqual([
    question,
    'I was in a tunnel',
    'for a while',
  ]);
  await expect(chat(page).getByText('She has asked before')).toHaveCount(0);
  presence.unsubscribe();
  await context.close();
});

test('a customer whom the company vouches for is the same on every device, and gone with the next one', async ({
  browser,
  baseURL,
}) => {
  const workspace = await openWorkspace(browser, baseURL);
  const { client, workspace_id, url, key } = workspace;
  const { secret } = await client.live.settings.secret.query({ workspace_id });
  const signed = (id: string) => ({
    attributes: {
      'data-user-id': id,
      'data-user-hash': createHmac('sha256', secret).update(id).digest('hex'),
      'data-name': 'Mai',
    },
  });
  await using hers = await openShop(url, key, signed('42'));
  await using his = await openShop(url, key, signed('43'));
  await using forged = await openShop(url, key, {
    attributes: { ...signed('42').attributes, 'data-user-id': '44' },
  });
  const contexts = [await browser.newContext(), await browser.newContext()] as const;
  const [laptop, phone] = contexts;
  const onLaptop = await visit(laptop, hers.url);
  await launcher(onLaptop).click();
  await write(onLaptop, 'From my laptop');
  await expect(own(onLaptop)).toHaveCount(1);
  await expect(own(onLaptop).first()).toHaveAttribute('data-delivery', 'sent');

  const onPhone = await visit(phone, hers.url);
  await launcher(onPhone).click();
  await expect(own(onPhone)).toHaveText(['From my laptop']);
  await write(onPhone, 'And from my phone');
  await expect(own(onLaptop)).toHaveText(['From my laptop', 'And from my phone']);
  const [customer, ...others] = await client.customers.list.query({ workspace_id });
  expect(customer).toMatchObject({ external_id: '42', display_name: 'Mai' });
  expect(others).toEqual([]);

  const next = await visit(laptop, his.url);
  await launcher(next).click();
  await expect(chat(next).getByText('Hi! How can we help?')).toBeVisible();
  await expect(own(next)).toHaveCount(0);
  const refused = await visit(laptop, forged.url);
  await launcher(refused).click();
  await expect(chat(refused).getByText('You could not be verified')).toBeVisible();
  for (const context of contexts) await context.close();
});

test('only the sites that the workspace allows may frame the chat, and nothing else may be framed', async ({
  browser,
  baseURL,
  request,
}) => {
  const { client, workspace_id, url, key } = await openWorkspace(browser, baseURL);
  const ancestors = async (path: string) => {
    const headers = (await request.get(path)).headers();
    const policy = headers['content-security-policy'] ?? '';
    return [/frame-ancestors ([^;]*)/.exec(policy)?.[1], headers['x-frame-options']];
  };
  expect(await ancestors(`/chat/${key}`)).toEqual(['*', undefined]);
  await using shop = await openShop(url, key);
  const { origin } = new URL(shop.url);
  await client.live.settings.update.mutate({ workspace_id, allowed_origins: [origin] });
  expect(await ancestors(`/chat/${key}?embedded=1`)).toEqual([`'self' ${origin}`, undefined]);
  for (const path of ['/', '/sign-in', '/chat/nowhere', '/embed.js'])
    expect(await ancestors(path)).toEqual(["'none'", 'DENY']);
  const context = await browser.newContext();
  const page = await visit(context, shop.url);
  await launcher(page).click();
  await expect(chat(page).getByText('Hi! How can we help?')).toBeVisible();
  await context.close();
});

test('the chat fills a phone and is usable with assistive technology, also on a page of its own', async ({
  browser,
  baseURL,
}) => {
  const { url, key } = await openWorkspace(browser, baseURL);
  await using shop = await openShop(url, key);
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await visit(context, shop.url);
  const check = async () => {
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  };
  await expect(launcher(page)).toBeVisible();
  await check();
  await launcher(page).click();
  await expect(chat(page).getByText('Hi! How can we help?')).toBeVisible();
  await check();
  await write(page, question);
  await expect(answer(page)).toHaveAttribute('data-status', 'done');
  await chat(page).getByRole('button', { name: 'Tell us' }).click();
  await expect(chat(page).getByRole('form', { name: 'How can we reach you?' })).toBeVisible();
  await check();
  const box = await page.locator('iframe').boundingBox();
  expect(box).toMatchObject({ x: 0, y: 0, width: 390 });
  await page.screenshot({ path: 'test-results/chat-phone.png' });
  await chat(page).getByRole('button', { name: 'Not now' }).click();
  await page.screenshot({ path: 'test-results/chat-phone-answer.png' });
  await chat(page).getByRole('button', { name: 'Close chat' }).click();
  await expect(launcher(page)).toBeVisible();

  const alone = await visit(context, `${url}/chat/${key}`);
  await expect(alone.getByText(question)).toBeVisible();
  await ask(alone, 'How much may a hotel in Tokyo cost?');
  await expect(alone.getByRole('article', { name: 'AI assistant' }).last()).toContainText(
    '230 euros',
  );
  await expect(alone.getByRole('article', { name: 'AI assistant' }).last()).toHaveAttribute(
    'data-status',
    'done',
  );
  const { violations } = await new AxeBuilder({ page: alone }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await alone.setViewportSize({ width: 1280, height: 800 });
  await alone.screenshot({ path: 'test-results/chat-alone.png' });
  await alone.goto(`${url}/chat/nowhere`);
  await expect(alone.getByText('There is no chat here')).toBeVisible();
  await context.close();
});

test('a customer who was without a network for hours goes on where they were, with a new token', async ({
  browser,
  baseURL,
}) => {
  const workspace = await openWorkspace(browser, baseURL);
  const { client, url, key, operatorName } = workspace;
  await using shop = await openShop(url, key);
  const context = await browser.newContext();
  await context.clock.install();
  const page = await context.newPage();
  const tokens = socketTokens(page);
  await page.goto(shop.url);
  await launcher(page).click();
  await write(page, question);
  await expect(answer(page)).toHaveAttribute('data-status', 'done');
  const conversation_id = await findConversation(workspace);
  await client.live.take.mutate({ conversation_id });
  await expect(chat(page).getByText(`${operatorName} has joined`)).toBeVisible();
  const [first] = tokens;

  await context.setOffline(true);
  await write(page, 'See you tomorrow');
  await expect(chat(page).locator('[data-delivery="waiting"]')).toHaveCount(1);
  await client.messages.send.mutate({
    conversation_id,
    content: 'Good night',
    client_id: uuidv7(),
  });
  // The laptop is opened again after the token's hour is long over.
  await context.clock.setSystemTime(Date.now() + 9 * 3_600_000);
  await context.clock.runFor(60_000);
  await context.setOffline(false);
  const sent = chat(page).locator('article[aria-label="You"][data-delivery="sent"]');
  await expect(sent).toContainText([question, 'See you tomorrow']);
  await expect(chat(page).getByText('Good night')).toBeVisible();
  await expect.poll(() => tokens.at(-1)).not.toBe(first);

  await page.reload();
  await launcher(page).click();
  await expect(sent).toContainText([question, 'See you tomorrow']);
  await client.messages.send.mutate({
    conversation_id,
    content: 'Good morning',
    client_id: uuidv7(),
  });
  await expect(chat(page).getByText('Good morning')).toBeVisible();
  await findConversation(workspace);
  await context.close();
});

test('where the browser gives a frame of another site no storage, one can still write and be answered', async ({
  browser,
  baseURL,
}) => {
  const { url, key } = await openWorkspace(browser, baseURL);
  await using shop = await openShop(url, key, { host: '127.0.0.1' });
  const context = await browser.newContext();
  const page = await visit(context, shop.url);
  await launcher(page).click();
  await write(page, question);
  await expect(answer(page)).toHaveAttribute('data-status', 'done');
  await expect(own(page)).toHaveCount(1);
  await context.close();
});
