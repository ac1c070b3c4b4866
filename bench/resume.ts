import { setTimeout as delay } from 'node:timers/promises';
import { createParleyClient } from '#client/client.ts';
import { uuidv7 } from '#shared/uuid.ts';
import { type Bench, type Figures, medians, percentile, ratiosOf } from './measure.ts';
import { startCrowd } from './peers/process.ts';
import { openSystems, type System, type Systems } from './peers/systems.ts';

const rounds = 3;
const farBehind = 10_000;
const missed = 1_000;
const returning = 300;
const stormSize = 1_000;

/**
 * Coming back: one client that is far behind, many that miss the same events (beside a tRPC subscription that
 * asks the database for each of them), and a storm of clients that all lost their connection at once.
 */
export const resume: Bench = {
  name: 'resume',
  async run() {
    await using all = await openSystems();
    await using system = await all.open('parley');
    await using peer = await all.open('query per client');
    const results: Record<string, Figures>[] = [];
    for (let written = 0; written < farBehind; written += 100) await system.commit(100);
    for (let round = 0; round < rounds; round += 1) {
      const behind = await comeBack(all, system, { target: system, count: 1, behind: farBehind });
      results.push({
        parley: {
          [`ms_${farBehind}_behind`]: behind.ms,
          ...(await returnTogether(all, system, system)),
          ...(await storm(system)),
        },
        'query per client': await returnTogether(all, system, peer),
      });
    }
    const figures = medians(results);
    return { name: 'resume', figures, ratios: ratiosOf(figures) };
  },
};

async function returnTogether(all: Systems, source: System, target: System): Promise<Figures> {
  const { ms, cpuUs } = await comeBack(all, source, { target, count: returning, behind: missed });
  return {
    [`ms_${returning}_together`]: ms,
    [`server_cpu_ms_${returning}_together`]: cpuUs / 1_000,
  };
}

/** Clients of `target` that have all of the workspace's log but its last `behind` events. */
async function comeBack(
  all: Systems,
  { workspace_id }: System,
  { target, count, behind }: { target: System; count: number; behind: number },
): Promise<{ ms: number; cpuUs: number }> {
  const before = await target.server.usage();
  await using crowd = await startCrowd({
    system: target.name,
    port: target.server.port,
    token: target.token,
    workspace_id,
    count,
    lastEventId: await all.eventIdBefore(workspace_id, behind),
  });
  const report = await crowd.report();
  const after = await target.server.usage();
  if (report.deliveries !== count * behind || report.wrong > 0)
    throw new Error(`${target.name}: ${report.deliveries} of ${count * behind} events came`);
  return { ms: report.connect_ms, cpuUs: after.cpu_us - before.cpu_us };
}

/** Every connection is cut, events go on, and somebody writes a message all the while. */
async function storm({ server, token, workspace_id, name, commit }: System): Promise<Figures> {
  await using crowd = await startCrowd({
    system: name,
    port: server.port,
    token,
    workspace_id,
    count: stormSize,
    lastEventId: null,
  });
  const { client, close } = createParleyClient({ url: `http://127.0.0.1:${server.port}`, token });
  const { id: conversation_id } = await client.conversations.create.mutate({ workspace_id });
  await crowd.begin();
  const startedAt = performance.now();
  await server.dropSockets();
  const sendMs: number[] = [];
  let isOver = false;
  const sending = (async () => {
    while (!isOver) {
      const sentAt = performance.now();
      await client.messages.send.mutate({
        conversation_id,
        content: 'Anybody?',
        client_id: uuidv7(),
      });
      sendMs.push(performance.now() - sentAt);
    }
  })();
  for (let nth = 0; nth < 100; nth += 1) await commit(1);
  while ((await crowd.report()).ready < stormSize) await delay(20);
  const caughtUpMs = performance.now() - startedAt;
  isOver = true;
  await sending;
  await close();
  return { storm_ms: caughtUpMs, storm_send_p99_ms: percentile(sendMs, 0.99) };
}
