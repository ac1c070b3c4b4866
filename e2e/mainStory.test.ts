import { expect } from '@playwright/test';
import { AxeBuilder } from '@axe-core/playwright';
import {
  ask,
  countCalls,
  markedIn,
  receivedEvents,
  row,
  signUpInBrowser,
  statusesIn,
  test,
  untilLive,
  upload,
} from './person.ts';

test('a document becomes searchable in two tabs by events alone, and an answer cites the page it stands on', async ({
  browser,
}) => {
  const context = await browser.newContext();
  const first = await context.newPage();
  const workspaceId = await signUpInBrowser(first, 'Larkspur');
  const second = await context.newPage();
  const events = receivedEvents(second);
  await second.goto(`/w/${workspaceId}/documents`);
  await untilLive(second, events);
  await expect(second.getByText('Add your first documents')).toBeVisible();

  const listCalls = [first, second].map((page) =>
    countCalls(page, 'documents.list', 'jobs.list', 'documents.get'),
  );
  await upload(first, 'handbook.pdf');
  for (const page of [first, second])
    await expect(row(page, 'handbook.pdf')).toHaveAttribute('data-status', 'ingested');
  expect(listCalls.map((count) => count())).toEqual([0, 0]);
  expect(statusesIn(events)).toEqual(['pending', 'parsed', 'ingested']);

  await first.getByRole('button', { name: 'New conversation' }).first().click();
  await first.waitForURL(/\/c\//);
  await second.goto(first.url());
  await ask(first, 'How many vacation days do full-time employees receive?');
  for (const page of [first, second]) {
    const answer = page.getByRole('article', { name: 'Parley' });
    await expect(answer).toHaveAttribute('data-status', 'done');
    await expect(answer).toContainText('27 vacation days per calendar year');
    await expect(page.getByRole('article', { name: 'You' })).toHaveCount(1);
  }
  await second.getByRole('button', { name: 'Source 1: handbook.pdf, page 2' }).first().click();
  await expect(second.getByLabel('Page', { exact: true })).toHaveValue('2');
  await expect(second.locator('mark').first()).toBeInViewport();
  expect(await markedIn(second.getByRole('tabpanel'))).toBe(
    'Full-time employees receive 27 vacation days per calendar year.',
  );

  await second.reload();
  await expect(second.getByRole('article', { name: 'Parley' })).toContainText('27 vacation days');

  // What could be asked next, and what it says, in the other tab.
  const next = second.getByRole('list', { name: 'More on this in the documents' });
  await next.getByRole('button').first().click();
  await expect(first.getByRole('article', { name: 'Parley' })).toHaveCount(2);
  await expect(first.getByRole('article', { name: 'Parley' }).last()).toHaveAttribute(
    'data-status',
    'done',
  );
  await second.screenshot({ path: 'test-results/follow-ups.png' });

  const stranger = await (await browser.newContext()).newPage();
  await signUpInBrowser(stranger, 'Elsewhere');
  await expect(stranger.getByText('Add your first documents')).toBeVisible();
  for (const address of [`/w/${workspaceId}/documents`, new URL(first.url()).pathname]) {
    await stranger.goto(address);
    await expect(stranger.getByText('This workspace is not here')).toBeVisible();
    await expect(stranger.getByText('handbook.pdf')).toHaveCount(0);
  }
});

test('files that cannot be read say why, and deleting shows in the other tab', async ({
  browser,
}) => {
  const context = await browser.newContext();
  const first = await context.newPage();
  const workspaceId = await signUpInBrowser(first, 'Larkspur');
  const second = await context.newPage();
  await second.goto(`/w/${workspaceId}/documents`);
  await upload(
    first,
    'encrypted.pdf',
    'truncated.pdf',
    'empty.txt',
    'binary.txt',
    'docx-named.txt',
  );
  await expect(row(second, 'encrypted.pdf')).toContainText('protected by a password');
  await expect(row(second, 'truncated.pdf')).toContainText('damaged or incomplete');
  await expect(row(second, 'empty.txt')).toContainText('no text in this file');
  await expect(row(second, 'binary.txt')).toContainText('cannot be read');
  await expect(row(second, 'docx-named.txt')).toHaveAttribute('data-status', 'ingested');
  await row(first, 'binary.txt')
    .getByRole('button', { name: /Actions/ })
    .click();
  await first.getByRole('menuitem', { name: 'Delete' }).click();
  await first.getByRole('button', { name: 'Delete document' }).click();
  await expect(row(second, 'binary.txt')).toHaveCount(0);
});

test('signing out in one tab signs out the other', async ({ browser }) => {
  const context = await browser.newContext();
  const first = await context.newPage();
  const workspaceId = await signUpInBrowser(first, 'Larkspur');
  const second = await context.newPage();
  await second.goto(`/w/${workspaceId}/documents`);
  await expect(second.getByRole('heading', { name: 'Documents', exact: true })).toBeVisible();
  await first.getByRole('button', { name: /Ann/ }).click();
  await first.getByRole('menuitem', { name: 'Sign out' }).click();
  for (const page of [first, second])
    await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
});

test('the screens are usable with assistive technology and fit a phone', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const check = async () => {
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    const isWide = await page.evaluate(
      () => document.documentElement.scrollWidth > window.innerWidth,
    );
    expect(isWide).toBe(false);
  };
  await page.goto('/sign-in');
  await expect(page.getByLabel('Email')).toBeVisible();
  await check();
  const workspaceId = await signUpInBrowser(page, 'Larkspur');
  await page.goto(`/w/${workspaceId}/settings/members`);
  await expect(page.getByRole('list', { name: 'People in this workspace' })).toContainText('Ann');
  await check();
  await page.screenshot({ path: 'test-results/people-phone.png' });
  await page.getByRole('button', { name: 'Invite people' }).click();
  await expect(page.getByLabel('E-mail address')).toBeVisible();
  await check();
  await page.goto(`/w/${workspaceId}/documents`);
  await upload(page, 'handbook.pdf');
  await expect(row(page, 'handbook.pdf')).toHaveAttribute('data-status', 'ingested');
  await check();
  await page.getByRole('button', { name: 'Open menu' }).click();
  await page.getByRole('button', { name: 'New conversation' }).first().click();
  await page.waitForURL(/\/c\//);
  await ask(page, 'How much may a hotel in Tokyo cost?');
  await expect(page.getByRole('article', { name: 'Parley' })).toContainText('230 euros');
  await check();
});
