import { expect, test } from '@playwright/test';
import { ownScope } from '#client/liveQuery.ts';
import { must } from '#shared/must.ts';
import { findBrokenRows, logEnds, untilJobsAreDone, untilTabsAreCalm } from './chaos/checks.ts';
import { type Cluster, startCluster } from './chaos/cluster.ts';
import { causeFaults } from './chaos/faults.ts';
import { makeLoad } from './chaos/load.ts';
import { Tab } from './chaos/tab.ts';
import { signUp } from './signUp.ts';

/** `npm run chaos` takes minutes; among the other tests each fault happens about twice. */
const isItself = process.env['npm_lifecycle_event'] === 'chaos';
const seconds = Number(process.env['CHAOS_SECONDS'] ?? (isItself ? 180 : 30));
const tabCount = 4;
const settleMs = 150_000;

let cluster: Cluster;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  cluster = await startCluster({ logFile: 'test-results/chaos.log' });
});
test.afterAll(() => cluster.stop());

test('whatever dies or is cut off, nothing is lost, doubled or stuck', async () => {
  test.setTimeout(seconds * 1_000 + 2 * settleMs + 60_000);
  const { client, close, ...account } = await signUp(cluster.url, 'Chaos');
  const { id: conversation_id } = await client.conversations.create.mutate(account);
  await close();
  const person = { ...account, conversation_id };
  const tabs = Array.from(
    { length: tabCount },
    () => new Tab({ url: cluster.url, userId: person.user_id, ...person }),
  );
  for (const tab of tabs) {
    tab.openWorkspace(person.workspace_id);
    tab.openConversation(person.conversation_id);
  }
  const [first] = tabs;
  const until = Date.now() + seconds * 1_000;
  const isOver = () => Date.now() > until;
  const loading = makeLoad({ tab: must(first, 'a tab'), ...person, isOver });
  const faults = await causeFaults(cluster, isOver);
  const done = await loading;

  await untilJobsAreDone(cluster.sql, settleMs);
  const scopes = {
    [ownScope]: `user:${person.user_id}`,
    [person.workspace_id]: `workspace:${person.workspace_id}`,
  };
  await untilTabsAreCalm(cluster.sql, tabs, { scopes, withinMs: settleMs });

  expect(await findBrokenRows(cluster.sql)).toEqual({
    unfinished_documents: 0,
    unfinished_messages: 0,
    jobs_without_lease: 0,
    doubled_chunks: 0,
    ingested_without_chunks: 0,
    doubled_messages: 0,
    unanswered_messages: 0,
    gaps: 0,
  });
  const documents = await tabs[0]?.client.documents.list.query(person);
  expect(new Set(documents?.map(({ id }) => id))).toEqual(done.documents);
  let compared = 0;
  for (const tab of tabs)
    for (const { name, cached, fetched } of await tab.compare()) {
      expect(cached, name).toEqual(fetched);
      compared += 1;
    }
  let seen = 0;
  for (const { name, end } of await logEnds(cluster.sql, scopes))
    for (const tab of tabs) {
      const offsets = must(tab.offsets.get(name), 'the scope’s offsets');
      const firstSeen = offsets[0] ?? end + 1;
      expect(offsets).toEqual(offsets.map((_, index) => firstSeen + index));
      expect(offsets.at(-1) ?? end).toBe(end);
      seen += offsets.length;
    }
  for (const tab of tabs) await tab.close();
  report({
    faults,
    documents: done.documents.size,
    messages: done.messages.size,
    retries: done.retries,
    compared,
    seen,
  });
});

function report({ faults, ...checked }: { faults: Map<string, number> } & Record<string, unknown>) {
  const lines = [...faults].map(([name, count]) => `${String(count).padStart(6)} × ${name}`);
  process.stdout.write(`${lines.join('\n')}\n  checked: ${JSON.stringify(checked)}\n`);
}
