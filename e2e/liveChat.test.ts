import { readFile } from 'node:fs/promises';
import { type Browser, expect, type Page } from '@playwright/test';
import { must } from '#shared/must.ts';
import { type Cluster, startCluster } from './chaos/cluster.ts';
import { ask, signUpQuickly, test } from './person.ts';
import { openShop } from './shop.ts';

const question = 'How many vacation days do full-time employees receive?';

let cluster: Cluster;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  cluster = await startCluster({ logFile: 'test-results/live-chat.log' });
});
test.afterAll(() => cluster.stop());

async function signIn(browser: Browser, name: string) {
  const context = await browser.newContext();
  const page = await context.newPage();
  return { context, page, ...(await signUpQuickly(page, cluster.url, name)) };
}

/** Ann's workspace, with the handbook, in which Ben answers customers too and Dora is a teammate. */
async function openWorkspace(browser: Browser) {
  const [ann, ben, dora] = await Promise.all(
    ['Ann', 'Ben', 'Dora'].map((name) => signIn(browser, name)),
  );
  const owner = must(ann, 'Ann');
  const { client, workspace_id } = owner;
  const { token } = await client.workspaces.invites.create.mutate({ workspace_id, role: 'member' });
  for (const colleague of [must(ben, 'Ben'), must(dora, 'Dora')])
    await colleague.client.workspaces.invites.accept.mutate({ token: must(token, 'a token') });
  const form = new FormData();
  form.set('workspace_id', workspace_id);
  const bytes = await readFile(new URL('fixtures/handbook.md', import.meta.url));
  form.set('file', new File([bytes], 'handbook.md'));
  await client.documents.upload.mutate(form);
  await expect
    .poll(async () => (await client.documents.list.query({ workspace_id }))[0]?.status)
    .toBe('ingested');
  const { key } = await client.live.settings.update.mutate({ workspace_id, auto_assign: false });
  return { ann: owner, ben: must(ben, 'Ben'), dora: must(dora, 'Dora'), workspace_id, key };
}

const item = (page: Page) =>
  page.getByRole('region', { name: 'Customers' }).getByRole('listitem').filter({ hasText: 'Mai' });
const showList = (page: Page, name: string) =>
  page
    .getByRole('group', { name: 'Which customers' })
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click();
const waiting = (page: Page) => page.getByRole('img', { name: '1 customer waits for you' });
const said = (page: Page, text: string) => page.getByRole('log').getByText(text, { exact: true });
const chat = (page: Page) => page.frameLocator('iframe[title="Chat"]');
const write = async (page: Page, text: string) => {
  await chat(page).getByLabel('Message').fill(text);
  await chat(page).getByLabel('Message').press('Enter');
};

test('two operators, their teammate and a customer on another site are in step, also when an API process is killed', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const { ann, ben, dora, workspace_id, key } = await openWorkspace(browser);
  const deskUrl = `${cluster.url}/w/${workspace_id}/live?list=all`;
  const annAgain = await ann.context.newPage();
  const operators = [ann.page, annAgain, ben.page];
  for (const page of operators) await page.goto(deskUrl);
  await dora.page.goto(`${cluster.url}/w/${workspace_id}/documents`);
  await using shop = await openShop(cluster.url, key);
  const mai = await (await browser.newContext()).newPage();
  await mai.goto(shop.url);

  // The AI answers first.
  await mai.getByRole('button', { name: /^Open chat/ }).click();
  await write(mai, question);
  await expect(chat(mai).getByRole('article', { name: 'AI assistant' })).toContainText(
    '27 vacation days',
  );
  await chat(mai).getByRole('button', { name: 'Tell us' }).click();
  await chat(mai).getByLabel('Name').fill('Mai');
  await chat(mai).getByRole('button', { name: 'Save' }).click();
  for (const page of operators) await expect(item(page)).toContainText('With the AI');

  // A person is wanted, and one of them takes over.
  await chat(mai).getByRole('button', { name: 'Talk to a person' }).click();
  for (const page of [...operators, dora.page]) await expect(waiting(page)).toBeVisible();
  await item(ben.page).click();
  await ben.page.getByRole('button', { name: 'Take', exact: true }).click();
  for (const page of [ann.page, annAgain]) await expect(item(page)).toContainText('With Ben');
  for (const page of [...operators, dora.page]) await expect(waiting(page)).toHaveCount(0);
  await expect(chat(mai).getByText('Ben is answering you')).toBeVisible();
  await ben.page.getByLabel('Message').fill('Hello Mai');
  await expect(chat(mai).getByText('Ben is typing…')).toBeVisible();
  await ben.page.getByLabel('Message').press('Enter');
  await expect(chat(mai).getByText('Hello Mai')).toHaveCount(1);

  // In the middle of it an API process dies.
  process.kill(await cluster.pidOf('second server'), 'SIGKILL');
  await write(mai, 'Are you still there?');
  await ask(ben.page, 'Yes, I am.');
  await expect(chat(mai).getByText('Yes, I am.')).toHaveCount(1);
  for (const text of ['Hello Mai', 'Are you still there?', 'Yes, I am.'])
    await expect(said(ben.page, text)).toHaveCount(1);
  // The other one dies once this one is back.
  await expect.poll(() => cluster.isReady('second server'), { timeout: 90_000 }).toBe(true);
  process.kill(await cluster.pidOf('server'), 'SIGKILL');
  await write(mai, 'Can Ann help me?');
  await expect(said(ben.page, 'Can Ann help me?')).toHaveCount(1);

  // Handed on: Ann is told in both of her tabs, and has read it in both when she has in one.
  await ben.page.getByRole('button', { name: 'More', exact: true }).click();
  await ben.page.getByRole('menuitem', { name: 'Give to…' }).click();
  await ben.page.getByRole('menuitem', { name: /Ann$/ }).click();
  for (const page of [ann.page, annAgain]) {
    await expect(page.getByRole('button', { name: /^Notifications, 1 new/ })).toBeVisible();
    await expect(item(page).getByRole('img', { name: /unread/ })).toBeVisible();
    await expect(waiting(page)).toBeVisible();
  }
  await item(annAgain).click();
  await expect(said(annAgain, 'Can Ann help me?')).toHaveCount(1);
  for (const page of [ann.page, annAgain]) {
    await expect(item(page).getByRole('img', { name: /unread/ })).toHaveCount(0);
    await expect(waiting(page)).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Notifications', exact: true })).toBeVisible();
  }
  await expect(annAgain.getByText('Ben looks at this too')).toBeAttached();
  await ben.context.close();
  // Those of a process that was killed are there for up to 40 s.
  await expect(annAgain.getByText('Ben looks at this too')).toHaveCount(0, { timeout: 60_000 });

  // And to the AI and back.
  await annAgain.getByRole('button', { name: 'More', exact: true }).click();
  await annAgain.getByRole('menuitem', { name: 'Hand to the AI' }).click();
  await expect(item(ann.page)).toContainText('With the AI');
  await write(mai, question);
  await expect(chat(mai).getByRole('article', { name: 'AI assistant' })).toHaveCount(2);
  await expect(chat(mai).getByRole('article', { name: 'AI assistant' }).last()).toHaveAttribute(
    'data-status',
    'done',
  );
  await annAgain.getByRole('button', { name: 'Take', exact: true }).click();
  await ask(annAgain, 'That is right.');
  await expect(chat(mai).getByText('That is right.')).toHaveCount(1);
  await annAgain.screenshot({ path: 'test-results/live-chat-desk.png' });
  await mai.screenshot({ path: 'test-results/live-chat-customer.png' });
  await showList(ann.page, 'Mine');
  await expect(item(ann.page)).toContainText('With you');
});
