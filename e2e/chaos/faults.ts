import { setTimeout as delay } from 'node:timers/promises';
import type { Cluster, ClusterPart } from './cluster.ts';

const kill = (part: ClusterPart, signal: NodeJS.Signals) => async (cluster: Cluster) => {
  // It may just be on its way back from the fault before.
  try {
    process.kill(await cluster.pidOf(part), signal);
  } catch {
    return;
  }
};

/** What may go wrong, each as it does in a machine room or on a train. */
const faults: Record<string, (cluster: Cluster) => Promise<void>> = {
  'kill -9 of the parse worker': kill('parse', 'SIGKILL'),
  'kill -9 of the ingest worker': kill('ingest', 'SIGKILL'),
  'kill -9 of the answer worker': kill('answer', 'SIGKILL'),
  'graceful stop of a worker': kill('ingest', 'SIGTERM'),
  'kill -9 of the first API process': kill('server', 'SIGKILL'),
  'kill -9 of the second API process': kill('second server', 'SIGKILL'),
  'graceful stop of an API process': kill('second server', 'SIGTERM'),
  'restart of PostgreSQL': kill('postgres', 'SIGINT'),
  'crash of PostgreSQL': kill('postgres', 'SIGQUIT'),
  async 'the listeners’ connections end'({ sql }) {
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
              where application_name = 'parley-listener'`.catch(() => {});
  },
  async 'every connection of the API ends'({ sql }) {
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
              where application_name = 'parley-api'`.catch(() => {});
  },
  async 'the network drops'({ proxy }) {
    proxy.drop();
  },
  async 'the network is slow'({ proxy }) {
    proxy.setDelayMs(400);
    await delay(1_500);
    proxy.setDelayMs(0);
  },
  async 'the network stalls'({ proxy }) {
    proxy.setStalled(true);
    await delay(2_000);
    proxy.setStalled(false);
  },
};

/**
 * One fault after another, in an order drawn anew for each round, so that after a round each has happened.
 * @returns how often each has
 */
export async function causeFaults(
  cluster: Cluster,
  isOver: () => boolean,
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  while (!isOver())
    for (const [name, cause] of shuffled(Object.entries(faults))) {
      if (isOver()) break;
      await cause(cluster);
      counts.set(name, (counts.get(name) ?? 0) + 1);
      await delay(300 + Math.random() * 1_200);
    }
  return counts;
}

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, key: Math.random() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
