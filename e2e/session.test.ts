import { expect } from '@playwright/test';
import { must } from '#shared/must.ts';
import { signUpQuickly, test } from './person.ts';
import { socketTokens } from './socketTokens.ts';

test('a token is renewed before it expires, and the socket replaced without a word to the user', async ({
  page,
  baseURL,
}) => {
  const tokens = socketTokens(page);
  await page.clock.install();
  const { client, workspace_id, token } = await signUpQuickly(page, must(baseURL, 'an address'));
  await page.goto(`/w/${workspace_id}/documents`);
  const dot = page.locator('[data-connection]').first();
  await expect(dot).toHaveAttribute('data-connection', 'connected');
  expect(tokens).toEqual([token]);
  await dot.evaluate((element) => {
    new MutationObserver(() => element.setAttribute('data-has-changed', '')).observe(element, {
      attributeFilter: ['data-connection'],
    });
  });

  // The page takes it to be in the last 90 s of the token's hour, and looks every 30 s.
  await page.clock.setSystemTime(Date.now() + 59 * 60_000);
  await page.clock.runFor(30_000);
  await expect.poll(() => tokens.length).toBeGreaterThan(1);
  expect(tokens[1]).not.toBe(token);
  await client.workspaces.rename.mutate({ workspace_id, name: 'Renamed' });
  await expect(page.getByText('Renamed').first()).toBeVisible();
  await expect(dot).toHaveAttribute('data-connection', 'connected');
  await expect(dot).not.toHaveAttribute('data-has-changed');
});
