import { expect, type Page } from '@playwright/test';
import { z } from 'zod';
import { must } from '#shared/must.ts';
import { type Cluster, startCluster } from './chaos/cluster.ts';
import { makeLoad } from './chaos/load.ts';
import { Tab } from './chaos/tab.ts';
import { row, signUpQuickly, test } from './person.ts';

let cluster: Cluster;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  cluster = await startCluster({ logFile: 'test-results/rolling-restart.log' });
});
test.afterAll(() => cluster.stop());

/** Ends as a deployment ends it, and resolves when its successor is there. */
async function restart(part: 'server' | 'second server'): Promise<void> {
  const pid = await cluster.pidOf(part);
  process.kill(pid, 'SIGTERM');
  await expect.poll(() => isRunning(pid)).toBe(false);
  // On two busy cores a start takes its time, and nothing here depends on how long.
  await expect.poll(() => cluster.isReady(part), { timeout: 90_000 }).toBe(true);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Notes what a person would take for trouble, however short it is on the screen. */
async function watchForAlarms(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const alarms = new Set<string>();
    const look = () => {
      for (const element of document.querySelectorAll('[role=alert], [data-sonner-toast]'))
        alarms.add(element.textContent);
      for (const element of document.querySelectorAll('[role=status]'))
        if (element.textContent.includes('Reconnecting')) alarms.add(element.textContent);
      document.body.dataset['alarms'] = JSON.stringify([...alarms].filter(Boolean));
    };
    new MutationObserver(look).observe(document.body, {
      childList: true,
      subtree: true,
      characterData: true,
    });
    look();
  });
  return async () => {
    const found = await page.evaluate(() => document.body.dataset['alarms'] ?? '[]');
    return z.array(z.string()).parse(JSON.parse(found));
  };
}

test('a rolling restart of two API processes loses no event and shows no error', async ({
  page,
}) => {
  const { client, workspace_id, token } = await signUpQuickly(page, cluster.url);
  const { id: conversation_id } = await client.conversations.create.mutate({ workspace_id });
  const failures: string[] = [];
  page.on('pageerror', (error) => failures.push(error.message));
  await page.goto(`${cluster.url}/w/${workspace_id}/documents`);
  await expect(page.getByText('Add your first documents')).toBeVisible();
  const alarms = await watchForAlarms(page);

  const { id: userId } = await client.me.get.query();
  const tab = new Tab({ url: cluster.url, token, userId });
  tab.openWorkspace(workspace_id);
  let isOver = false;
  const loading = makeLoad({ tab, workspace_id, conversation_id, isOver: () => isOver });
  await restart('second server');
  await restart('server');
  isOver = true;
  const done = await loading;

  const last = `report-${done.documents.size}.md`;
  await expect(row(page, last)).toHaveAttribute('data-status', 'ingested');
  // Of a long list only what is near is drawn.
  await expect(
    page.getByRole('list', { name: 'Documents' }).getByRole('listitem').first(),
  ).toHaveAttribute('aria-setsize', String(done.documents.size));
  const offsets = must(tab.offsets.get(workspace_id), 'the workspace’s offsets');
  const [first = 0] = offsets;
  expect(offsets).toEqual(offsets.map((_, index) => first + index));
  expect(await alarms()).toEqual([]);
  expect(failures).toEqual([]);
  await tab.close();
});
