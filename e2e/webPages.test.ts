import { createServer } from 'node:http';
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import getPort from 'get-port';
import { z } from 'zod';
import { ask, row, signUpQuickly, test } from './person.ts';
import { type Product, startProduct } from './product.ts';

/** What the page says at the moment. */
let price = 'ten';
const web = createServer((_request, response) => {
  response.setHeader('content-type', 'text/html');
  response.end(`<!doctype html><html><head><title>Our prices</title></head>
    <body><h1>Prices</h1><p>A kettle costs ${price} euros.</p></body></html>`);
});

/** Its own, for it may fetch from this one server of a private network. */
let product: Product;
let address: string;
test.beforeAll(async () => {
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${z.object({ port: z.number() }).parse(web.address()).port}`;
  address = `http://${host}/prices`;
  product = await startProduct({
    port: await getPort(),
    logFile: 'test-results/webPages.log',
    env: { ALLOWED_PRIVATE_HOSTS: host },
  });
});
test.use({ viewport: { width: 1440, height: 900 } });
test.afterAll(async () => {
  await product.stop();
  web.closeAllConnections();
  web.close();
});

test('a web page becomes a document, is looked at again, and private ones are refused', async ({
  page,
}) => {
  const { client, workspace_id } = await signUpQuickly(page, product.url);
  await page.goto(`${product.url}/w/${workspace_id}/documents`);
  await page.getByRole('button', { name: 'Add a web page' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Address').fill('ftp://example.com');
  await dialog.getByRole('button', { name: 'Add page' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Enter an address');
  await page.screenshot({ path: 'test-results/web-page-dialog.png' });
  await dialog.getByLabel('Address').fill(address.replace('http://', ' HTTP://'));
  await dialog.getByRole('button', { name: 'Add page' }).click();
  await expect(row(page, 'Our prices')).toHaveAttribute('data-status', 'ingested');
  await expect(row(page, 'Our prices')).toContainText(address.replace('http://', ''));

  await page.getByRole('button', { name: 'More ways to add documents' }).click();
  await page.getByRole('menuitem', { name: 'Add a web page' }).click();
  await dialog.getByLabel('Address').fill('http://169.254.169.254/latest/meta-data/');
  await dialog.getByLabel('Address').press('Enter');
  await expect(row(page, 'meta-data')).toContainText('does not lead to the public internet');

  await row(page, 'Our prices').getByRole('button', { name: 'Our prices', exact: true }).click();
  const link = page.getByRole('link', { name: address });
  await expect(link).toHaveAttribute('href', address);
  await expect(link).toHaveAttribute('rel', /noopener/);
  await page.getByRole('button', { name: 'Look for changes' }).click();
  await expect(page.getByText('Unchanged when last looked at')).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  await page.screenshot({ path: 'test-results/web-page.png' });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: 'test-results/web-page-phone.png' });
  await page.setViewportSize({ width: 1440, height: 900 });

  price = 'twenty';
  await page.getByRole('button', { name: 'Look for changes' }).click();
  await expect(page.getByText('There is a newer version of this document.')).toBeVisible();
  await expect(row(page, 'Our prices')).toContainText('Version 2');
  const { id } = await client.conversations.create.mutate({ workspace_id });
  await page.goto(`${product.url}/w/${workspace_id}/c/${id}`);
  await ask(page, 'How much does a kettle cost?');
  await expect(page.getByRole('article', { name: 'Parley' })).toContainText('twenty euros');
});
