import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import {
  ask,
  countCalls,
  receivedEvents,
  signUpQuickly,
  test,
  untilLive,
  upload,
} from './person.ts';

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
  await expect(plot(page, 'Failures', 'Failures over time')).toContainText('Reading1');
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
