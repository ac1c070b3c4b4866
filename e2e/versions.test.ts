import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { ask, row, signUpInBrowser, test } from './person.ts';

const uploadText = (page: Page, text: string) =>
  page
    .getByLabel('Choose files to upload')
    .setInputFiles({ name: 'kettle.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });

test('a newer file of the same name answers, and what the older one said can still be read', async ({
  browser,
}) => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const workspaceId = await signUpInBrowser(page, 'Larkspur');
  const other = await context.newPage();
  await other.goto(`/w/${workspaceId}/documents`);
  const rows = other.getByRole('list', { name: 'Documents' }).getByRole('listitem');
  await uploadText(page, 'A kettle costs ten euros.');
  await expect(row(other, 'kettle.txt')).toHaveAttribute('data-status', 'ingested');

  await page.getByRole('button', { name: 'New conversation' }).first().click();
  await page.waitForURL(/\/c\//);
  await ask(page, 'How much does a kettle cost?');
  const answers = page.getByRole('article', { name: 'Parley' });
  await expect(answers.first()).toContainText('ten euros');

  await uploadText(page, 'A kettle costs twenty euros.');
  await expect(rows.filter({ hasText: 'Version 2' })).toHaveAttribute('data-status', 'ingested');
  await expect(rows).toHaveCount(1);

  await page.getByRole('button', { name: 'Source 1: kettle.txt, page 1' }).first().click();
  await expect(page.locator('mark')).toHaveText('A kettle costs ten euros.');
  await expect(page.getByText('There is a newer version of this document.')).toBeVisible();
  await page.screenshot({ path: 'test-results/version-old.png' });
  await page.getByRole('button', { name: 'Open it' }).click();
  await expect(page.getByText('A kettle costs twenty euros.')).toBeVisible();
  await ask(page, 'What is the cost of a kettle?');
  await expect(answers.nth(1)).toContainText('twenty euros');

  await row(other, 'kettle.txt').getByRole('button', { name: 'kettle.txt', exact: true }).click();
  await other.getByRole('tab', { name: 'Versions' }).click();
  await other.getByRole('button', { name: 'Actions for version 1' }).click();
  await other.getByRole('menuitem', { name: 'Make current again' }).click();
  await expect(rows.filter({ hasText: 'Version 3' })).toHaveCount(1);
  await expect(other.getByRole('list', { name: 'Versions' }).getByRole('listitem')).toHaveCount(2);
  const { violations } = await new AxeBuilder({ page: other }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  await other.screenshot({ path: 'test-results/versions.png' });
  await other.setViewportSize({ width: 390, height: 844 });
  await other.getByRole('tab', { name: 'Versions' }).click();
  await other.screenshot({ path: 'test-results/versions-phone.png' });

  await other.getByRole('button', { name: 'Actions for version 3' }).click();
  await other.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(other.getByText('The version before it becomes current again.')).toBeVisible();
  await other.screenshot({ path: 'test-results/version-delete-phone.png' });
  await other.getByRole('button', { name: 'Delete document' }).click();
  await page.goto(`/w/${workspaceId}/documents`);
  await expect(row(page, 'kettle.txt')).toContainText('Version 2');
});
