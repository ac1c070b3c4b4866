import { setTimeout as delay } from 'node:timers/promises';
import type { Crowd } from './process.ts';
import type { System } from './systems.ts';

const windowMs = 3_000;
/** One transaction after another: for more events a second each has more. */
const commitsPerSecond = 250;

export type Delivered = {
  /** Processor time of the server for each delivery, in microseconds. */
  cpuUs: number;
  /** From just before the commit, in milliseconds. */
  p50: number;
  p99: number;
  /** Deliveries that did not come, or came out of turn. */
  missing: number;
  perSecond: number;
};

/** Commits events at a rate for a while, and waits until every subscriber has them all. */
export async function deliver(
  { server, commit }: System,
  crowd: Crowd,
  { rate, count }: { rate: number; count: number },
): Promise<Delivered> {
  await crowd.begin();
  const before = await server.usage();
  const startedAt = performance.now();
  const perCommit = Math.ceil(rate / commitsPerSecond);
  const commits = Math.round((rate * windowMs) / 1_000 / perCommit);
  for (let nth = 0; nth < commits; nth += 1) {
    const dueMs = (nth * windowMs) / commits - (performance.now() - startedAt);
    if (dueMs > 0) await delay(dueMs);
    await commit(perCommit);
  }
  const writtenMs = performance.now() - startedAt;
  const expected = commits * perCommit * count;
  const report = await untilDelivered(crowd, expected);
  const after = await server.usage();
  return {
    cpuUs: (after.cpu_us - before.cpu_us) / report.deliveries,
    p50: report.p50_ms,
    p99: report.p99_ms,
    missing: expected - report.deliveries + report.wrong,
    perSecond: report.deliveries / (writtenMs / 1_000),
  };
}

async function untilDelivered(crowd: Crowd, expected: number) {
  for (let tries = 0; ; tries += 1) {
    const report = await crowd.report();
    if (report.deliveries >= expected || tries === 40) return report;
    await delay(250);
  }
}
