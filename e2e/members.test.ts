import { type BrowserContext, expect, type Page } from '@playwright/test';
import { must } from '#shared/must.ts';
import { signUpInBrowser, signUpQuickly, test } from './person.ts';

const people = (page: Page) => page.getByRole('list', { name: 'People in this workspace' });
const person = (page: Page, name: string) =>
  people(page).getByRole('listitem').filter({ hasText: name });

/** Makes a link for a role, as the page shows it. */
async function inviteByLink(page: Page, role: string): Promise<string> {
  await page.getByRole('button', { name: 'Invite people' }).click();
  await page.getByLabel('Role', { exact: true }).selectOption({ label: role });
  await page.getByRole('button', { name: 'Create invitation' }).click();
  const link = await page.getByRole('textbox', { name: 'The link' }).inputValue();
  await page.getByRole('button', { name: 'Done' }).click();
  return link;
}

/** Somebody new who opens the link, signs up and joins. */
async function join(context: BrowserContext, link: string, name: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole('link', { name: 'Create an account' }).click();
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Email').fill(`${crypto.randomUUID()}@example.com`);
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('heading', { name: 'Join Larkspur' })).toBeVisible();
  expect(page.url()).not.toContain('#');
  await page.getByRole('button', { name: 'Join workspace' }).click();
  await expect(page.getByRole('heading', { name: 'Documents', exact: true })).toBeVisible();
  return page;
}

test('people are invited, seen at once, get another role, and lose the workspace at once', async ({
  page: owner,
  browser,
}) => {
  const workspaceId = await signUpInBrowser(owner, 'Larkspur');
  await owner.getByRole('link', { name: 'People' }).click();
  await expect(person(owner, 'Ann')).toContainText('Owner');
  const link = await inviteByLink(owner, 'Member');
  const pending = owner.getByRole('region', { name: 'Open invitations' });
  await expect(pending).toContainText('Anybody with the link');

  const context = await browser.newContext();
  const first = await join(context, link, 'Bob');
  await expect(person(owner, 'Bob')).toContainText('Member');
  await expect(person(owner, 'Bob').getByRole('img', { name: 'Online' })).toBeVisible();
  await first.getByRole('button', { name: /Bob/ }).click();
  await first.getByRole('menuitemcheckbox', { name: 'Available to customers' }).click();
  await expect(person(owner, 'Bob').getByRole('img', { name: 'Not available' })).toBeVisible();
  await expect(first.getByRole('button', { name: 'Upload', exact: true })).toBeVisible();
  await owner.screenshot({ path: 'test-results/members.png' });

  await person(owner, 'Bob').getByRole('button', { name: 'Role of Bob' }).click();
  await owner.getByRole('menuitemradio', { name: /Viewer/ }).click();
  await expect(first.getByRole('button', { name: 'Upload', exact: true })).toHaveCount(0);
  await expect(first.getByRole('button', { name: 'New conversation' })).toHaveCount(0);

  const second = await context.newPage();
  await second.goto(`/w/${workspaceId}/settings/members`);
  await expect(person(second, 'Bob')).toContainText('Viewer');
  await person(owner, 'Bob')
    .getByRole('button', { name: /Remove/ })
    .click();
  await owner.getByRole('button', { name: 'Remove', exact: true }).click();
  for (const tab of [first, second])
    await expect(tab.getByText('This workspace is not here')).toBeVisible();
  await expect(person(owner, 'Bob')).toHaveCount(0);

  await second.goto(link);
  await second.getByRole('button', { name: 'Join workspace' }).click();
  await expect(second.getByRole('heading', { name: 'Documents', exact: true })).toBeVisible();
  await first.goto(`/w/${workspaceId}/documents`);
  await expect(first.getByRole('heading', { name: 'Documents', exact: true })).toBeVisible();
  await context.close();
});

test('a revoked link leads nowhere, and says so', async ({ page, browser, baseURL }) => {
  const { client, workspace_id } = await signUpQuickly(page, must(baseURL, 'an address'));
  const { token, invite } = await client.workspaces.invites.create.mutate({
    workspace_id,
    role: 'member',
  });
  await client.workspaces.invites.revoke.mutate({ invite_id: must(invite, 'an invitation').id });
  const context = await browser.newContext();
  const other = await context.newPage();
  await signUpQuickly(other, must(baseURL, 'an address'));
  await other.goto(`/invite#${must(token, 'a token')}`);
  await expect(other.getByText('This invitation is not valid any more')).toBeVisible();
  await context.close();
});
