import { type BrowserContext, expect, type Page } from '@playwright/test';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';
import { ask, signUpQuickly, test } from './person.ts';

const nav = (page: Page, title: string) =>
  page
    .getByRole('region', { name: 'Conversations' })
    .getByRole('listitem')
    .filter({ hasText: title });
const own = (page: Page) => page.getByRole('article', { name: 'You' });

/** Ann's workspace with Bob and Cleo in it, each in a browser of their own. */
async function threePeople(contexts: BrowserContext[], url: string) {
  const pages = await Promise.all(contexts.map((context) => context.newPage()));
  const [ann, bob, cleo] = pages;
  const of = (page: Page | undefined) => signUpQuickly(must(page, 'a page'), url);
  const owner = await of(ann);
  const { workspace_id } = owner;
  const { token } = await owner.client.workspaces.invites.create.mutate({
    workspace_id,
    role: 'member',
  });
  const others = [await of(bob), await of(cleo)];
  for (const { client } of others)
    await client.workspaces.invites.accept.mutate({ token: must(token, 'a token') });
  const { display_name: bobsName } = await must(others[0], 'Bob').client.me.get.query();
  for (const page of pages) await page.goto(`${url}/w/${workspace_id}/documents`);
  return {
    bobsName,
    ann: must(ann, 'a page'),
    bob: must(bob, 'a page'),
    cleo: must(cleo, 'a page'),
  };
}

test('people write to each other: once in every tab, unread until it is read anywhere', async ({
  browser,
  baseURL,
}) => {
  const contexts = await Promise.all([1, 2, 3].map(() => browser.newContext()));
  const { ann, bob, bobsName } = await threePeople(contexts, must(baseURL, 'an address'));
  const bobAgain = await must(contexts[1], 'a context').newPage();
  await bobAgain.goto(bob.url());

  await ann.getByRole('button', { name: 'Write to people' }).click();
  await ann.getByLabel('Title').fill('Summer party');
  await ann.getByRole('button', { name: 'Start conversation' }).click();
  await expect(ann.getByRole('heading', { name: 'Summer party' })).toBeVisible();
  await ask(ann, 'Who brings the cake?');
  await ask(ann, 'And who the music?');
  await expect(own(ann)).toHaveCount(2);

  for (const tab of [bob, bobAgain]) {
    await expect(nav(tab, 'Summer party').getByRole('img', { name: '2 unread' })).toBeVisible();
    await expect(tab).toHaveTitle(/^\(2\) /);
  }
  await bob.getByRole('link', { name: /Summer party/ }).click();
  await expect(bob.getByRole('log').getByRole('article')).toHaveCount(2);
  for (const tab of [bob, bobAgain]) {
    await expect(nav(tab, 'Summer party').getByRole('img', { name: /unread/ })).toHaveCount(0);
    await expect(tab).not.toHaveTitle(/^\(/);
  }
  await expect(ann.getByText(/Seen by/)).toBeVisible();

  await bob.getByLabel('Message').fill('I do');
  await expect(ann.getByText(/typing|writing/)).toBeVisible();
  await bob.getByLabel('Message').press('Enter');
  await expect(ann.getByRole('log').getByRole('article')).toHaveCount(3);
  await expect(bob.getByRole('log').getByRole('article')).toHaveCount(3);
  await ask(ann, 'Thanks! @ai what do our documents say of parties?');
  await expect(bob.getByRole('article', { name: 'Parley' })).toHaveAttribute('data-status', 'done');
  await ann.screenshot({ path: 'test-results/team.png' });

  // Who looks at the conversation needs no bell.
  await bob.getByRole('link', { name: 'Documents' }).click();
  await expect(bob.getByRole('heading', { name: 'Documents', exact: true })).toBeVisible();
  const message = ann.getByLabel('Message');
  await message.fill(`@${bobsName.slice(0, 8)}`);
  await expect(ann.getByRole('option', { name: bobsName })).toBeVisible();
  await message.press('Enter');
  await expect(message).toHaveValue(`@${bobsName} `);
  await message.pressSequentially('and bring candles');
  await message.press('Enter');
  const bell = (tab: Page) => tab.getByRole('button', { name: /^Notifications/ });
  for (const tab of [bob, bobAgain]) await expect(bell(tab)).toHaveAccessibleName(/1 new/);
  await bell(bobAgain).click();
  await bobAgain.getByRole('menuitem', { name: /mentions you/ }).click();
  await expect(bobAgain.getByRole('heading', { name: 'Summer party' })).toBeVisible();
  for (const tab of [bob, bobAgain]) await expect(bell(tab)).toHaveAccessibleName('Notifications');
  await expect(bell(ann)).toHaveAccessibleName('Notifications');
  for (const context of contexts) await context.close();
});

test('a private talk is for those in it, until it is shared', async ({ browser, baseURL }) => {
  const contexts = await Promise.all([1, 2, 3].map(() => browser.newContext()));
  const { ann, bob, cleo } = await threePeople(contexts, must(baseURL, 'an address'));
  await ann.getByRole('button', { name: 'New conversation', exact: true }).click();
  await ask(ann, 'What do I earn?');
  await expect(ann.getByRole('article', { name: 'Parley' })).toHaveAttribute('data-status', 'done');
  await expect(nav(ann, 'What do I earn?')).toBeVisible();
  for (const page of [bob, cleo]) await expect(nav(page, 'What do I earn?')).toHaveCount(0);

  await ann.getByRole('button', { name: '1 person' }).click();
  await ann.getByRole('dialog').getByRole('button', { name: /^Add / }).first().click();
  await expect(ann.getByRole('dialog').getByRole('button', { name: /^Remove / })).toHaveCount(1);
  await ann.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  const sees = async () =>
    (await Promise.all([bob, cleo].map((page) => nav(page, 'What do I earn?').count()))).toSorted(
      (one, other) => one - other,
    );
  await expect.poll(sees).toEqual([0, 1]);

  await ann.getByRole('button', { name: 'Share with the workspace' }).click();
  await ann.getByRole('button', { name: 'Share', exact: true }).click();
  await expect.poll(sees).toEqual([1, 1]);
  await expect(ann.getByRole('button', { name: 'Share with the workspace' })).toHaveCount(0);
  for (const context of contexts) await context.close();
});

test('what is said in another workspace shows at the switcher, until it is read', async ({
  browser,
  baseURL,
}) => {
  const url = must(baseURL, 'an address');
  const contexts = await Promise.all([1, 2].map(() => browser.newContext()));
  const [annsPage, bensPage] = await Promise.all(contexts.map((context) => context.newPage()));
  const ann = must(annsPage, 'a page');
  const ben = must(bensPage, 'a page');
  const owner = await signUpQuickly(ann, url, 'Ann');
  await owner.client.workspaces.rename.mutate({ workspace_id: owner.workspace_id, name: 'Acme' });
  const { token } = await owner.client.workspaces.invites.create.mutate({
    workspace_id: owner.workspace_id,
    role: 'member',
  });
  const bens = await signUpQuickly(ben, url, 'Ben');
  await bens.client.workspaces.invites.accept.mutate({ token: must(token, 'a token') });
  await ben.goto(`${url}/w/${bens.workspace_id}/documents`);
  const dot = ben.getByRole('img', { name: 'Something waits for you in another workspace' });
  await expect(ben.getByRole('button', { name: 'Workspace: Larkspur' })).toBeVisible();
  await expect(dot).toHaveCount(0);

  const { id: conversation_id } = await owner.client.conversations.create.mutate({
    workspace_id: owner.workspace_id,
    kind: 'team',
    title: 'Lunch',
  });
  await owner.client.messages.send.mutate({
    conversation_id,
    content: 'Who comes along?',
    client_id: uuidv7(),
  });
  await expect(dot).toBeVisible();
  await ben.getByRole('button', { name: 'Workspace: Larkspur' }).click();
  const acme = ben.getByRole('menuitemradio', { name: /Acme/ });
  await expect(acme.getByRole('img', { name: '1 waiting' })).toBeVisible();
  await acme.click();
  await ben.getByRole('link', { name: /Lunch/ }).click();
  await expect(ben.getByText('Who comes along?')).toBeVisible();
  await expect(ben).not.toHaveTitle(/^\(/);
  for (const context of contexts) await context.close();
});
