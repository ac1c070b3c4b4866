import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, expect, type Page } from '@playwright/test';
import { must } from '#shared/must.ts';
import { openChatQuickly, signUpQuickly, test } from './person.ts';

/** Ann's workspace with Ben in it, each with the desk open, and the key of its chat. */
async function twoOperators(browser: Browser, url: string) {
  const contexts = [await browser.newContext(), await browser.newContext()];
  const [annsPage, bensPage] = await Promise.all(contexts.map((context) => context.newPage()));
  const ann = must(annsPage, 'a page');
  const ben = must(bensPage, 'a page');
  const owner = await signUpQuickly(ann, url, 'Ann');
  const { workspace_id } = owner;
  const { token } = await owner.client.workspaces.invites.create.mutate({
    workspace_id,
    role: 'member',
  });
  const colleague = await signUpQuickly(ben, url, 'Ben');
  await colleague.client.workspaces.invites.accept.mutate({ token: must(token, 'a token') });
  const { key } = await owner.client.live.settings.update.mutate({
    workspace_id,
    auto_assign: false,
  });
  for (const page of [ann, ben]) await page.goto(`${url}/w/${workspace_id}/live`);
  const close = () => Promise.all(contexts.map((context) => context.close()));
  return { ann, ben, owner, workspace_id, key, close };
}

const item = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Customers' }).getByRole('listitem').filter({ hasText: name });
const reply = (page: Page) => page.getByLabel('Message');
const showTab = (page: Page, name: string) =>
  page
    .getByRole('group', { name: 'Which customers' })
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click();

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const bad = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(bad.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

test('two operators see one desk: one of them takes the customer, and everything is in step', async ({
  browser,
  baseURL,
}) => {
  const url = must(baseURL, 'an address');
  const { ann, ben, owner, workspace_id, key, close } = await twoOperators(browser, url);
  await owner.client.live.cannedReplies.create.mutate({
    workspace_id,
    shortcut: 'refund',
    text: 'Refunds take a week.',
  });
  const cleo = await openChatQuickly(url, key, 'Cleo');
  // Without documents the AI finds nothing, and hands over.
  await cleo.say('Where is my refund?');
  for (const page of [ann, ben]) {
    await expect(item(page, 'Cleo')).toContainText('Where is my refund?');
    await expect(page).toHaveTitle(/^\(1\) /);
    await item(page, 'Cleo').click();
    await expect(page.getByRole('heading', { name: 'Cleo' })).toBeVisible();
  }
  await expect(ann.getByText('Ben looks at this too')).toBeAttached();
  await expect(ben.getByText('Ann looks at this too')).toBeAttached();

  // Where the other one's news comes first the button is gone, and pressing it does nothing.
  const buttons = await Promise.all(
    [ann, ben].map((page) =>
      page.getByRole('button', { name: 'Take', exact: true }).elementHandle(),
    ),
  );
  await Promise.all(buttons.map((button) => must(button, 'a button').dispatchEvent('click')));
  const has = (page: Page) => page.getByRole('button', { name: 'Resolve', exact: true });
  const isTaken = async () => (await has(ann).count()) + (await has(ben).count());
  await expect.poll(isTaken).toBe(1);
  const [mine, other] = (await has(ann).count()) === 1 ? [ann, ben] : [ben, ann];
  await expect(other.getByRole('button', { name: /^Take over from/ })).toBeVisible();
  for (const page of [ann, ben]) {
    await expect(page.getByText(/has taken over/)).toHaveCount(1);
    await expect(page).not.toHaveTitle(/^\(/);
  }

  await reply(mine).fill('/ref');
  await expect(mine.getByRole('option', { name: /refund/ })).toBeVisible();
  await mine.screenshot({ path: 'test-results/desk-canned.png' });
  await reply(mine).press('Enter');
  await expect(reply(mine)).toHaveValue('Refunds take a week.');
  await reply(mine).press('Enter');
  for (const page of [ann, ben])
    await expect(page.getByText('Refunds take a week.')).toHaveCount(1);
  await mine.getByRole('button', { name: 'Note', exact: true }).click();
  await reply(mine).fill('She is right, we were late.');
  await reply(mine).press('Enter');
  await expect(other.getByText('She is right, we were late.')).toBeVisible();
  expect(await cleo.heard()).toEqual(
    expect.arrayContaining(['Refunds take a week.', 'Where is my refund?']),
  );
  expect(await cleo.heard()).not.toContain('She is right, we were late.');

  await mine.getByRole('button', { name: 'About the customer' }).click();
  await expect(mine.getByRole('heading', { name: 'Earlier conversations' })).toBeVisible();
  await mine.screenshot({ path: 'test-results/desk.png' });
  await expectAccessible(mine);
  await mine.keyboard.press('Escape');

  await has(mine).click();
  await showTab(other, 'Closed');
  await expect(item(other, 'Cleo')).toContainText('Resolved');
  // The AI has it again, and hands over again.
  await cleo.say('One more thing');
  await expect(item(other, 'Cleo')).toHaveCount(0);
  await showTab(other, 'Waiting');
  await expect(item(other, 'Cleo')).toContainText('Waiting for a person');
  await item(other, 'Cleo').click();
  await expect(other.getByText('Handed to a person')).toHaveCount(2);
  await close();
});

test('the desk works by keyboard, and says how', async ({ browser, baseURL }) => {
  const url = must(baseURL, 'an address');
  const { ann, key, close } = await twoOperators(browser, url);
  for (const name of ['Cleo', 'Dan']) {
    const customer = await openChatQuickly(url, key, name);
    await customer.say(`Hello from ${name}`);
    await customer.client.chat.requestPerson.mutate({ conversation_id: customer.conversation_id });
  }
  await expect(item(ann, 'Dan')).toBeVisible();
  await ann.keyboard.press('?');
  await expect(ann.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await ann.screenshot({ path: 'test-results/desk-keys.png' });
  await expectAccessible(ann);
  await ann.keyboard.press('Escape');
  await expect(ann.getByRole('dialog')).toHaveCount(0);

  const heading = (name: string) => ann.getByRole('heading', { name, exact: true });
  await ann.keyboard.press('j');
  await expect(heading('Cleo')).toBeVisible();
  await ann.keyboard.press('j');
  await expect(heading('Dan')).toBeVisible();
  await ann.keyboard.press('k');
  await expect(heading('Cleo')).toBeVisible();
  await ann.keyboard.press('t');
  await expect(ann.getByText('With you').first()).toBeVisible();
  await ann.keyboard.press('r');
  await ann.keyboard.type('Good day');
  await ann.keyboard.press('Enter');
  await expect(ann.getByRole('log').getByText('Good day')).toBeVisible();
  await reply(ann).blur();
  await ann.keyboard.press('2');
  await expect(item(ann, 'Cleo')).toBeVisible();
  await ann.keyboard.press('e');
  await expect(item(ann, 'Cleo')).toHaveCount(0);
  await close();
});

test('an admin decides how customers are answered', async ({ page, baseURL }) => {
  const url = must(baseURL, 'an address');
  const { workspace_id, client } = await signUpQuickly(page, url, 'Ann');
  await page.goto(`${url}/w/${workspace_id}/settings/live`);
  await page.getByLabel('Greeting').fill('Xin chào!');
  await page.getByLabel('Words that bring a person').fill('human\nคน');
  await page.getByLabel('Sites that may show the chat').fill('not an address');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Each line is an address')).toBeVisible();
  await page.getByLabel('Sites that may show the chat').fill('https://shop.example/help');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  expect(await client.live.settings.get.query({ workspace_id })).toMatchObject({
    greeting: 'Xin chào!',
    hand_over_words: ['human', 'คน'],
    allowed_origins: ['https://shop.example'],
  });
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByLabel('Shortcut').fill('/hello');
  await page.getByLabel('Text', { exact: true }).fill('Hello there');
  const section = page.getByRole('region', { name: 'Canned replies' });
  await section.getByRole('button', { name: 'Save' }).click();
  await expect(section.getByText('/hello')).toBeVisible();
  await page.screenshot({ path: 'test-results/live-settings.png', fullPage: true });
  await expectAccessible(page);
});
