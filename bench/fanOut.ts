import { setTimeout as delay } from 'node:timers/promises';
import { type Bench, type Figures, medians, ratiosOf } from './measure.ts';
import { deliver } from './peers/deliver.ts';
import { type Crowd, startCrowd } from './peers/process.ts';
import { openSystems, type System, type SystemName } from './peers/systems.ts';

const systems: SystemName[] = ['parley', 'Socket.IO', 'bare ws', 'stock tRPC'];
const crowds = [500, 1_000];
const rates = [50, 150, 250];
const warmUpCount = 100;
/** In this time a server notices that a process full of clients has ended. */
const goneMs = 1_000;
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3);
/** Where to look for the most that arrives in time, as a rate of events to 500 sockets. */
const steps = [25, 50, 75, 100, 125, 150, 200, 250, 300, 400, 600, 800, 1_200, 1_600, 2_400];
const inTimeMs = 100;

/**
 * Events of one workspace to all of its subscribers, authorised, each system with its own client. The server
 * has a process of its own, whose processor time is counted; subscribers have another.
 */
export const fanOut: Bench = {
  name: 'fan-out',
  async run() {
    await using all = await openSystems();
    const results: Record<string, Figures>[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const result: Record<string, Figures> = {};
      for (const name of systems) {
        await using system = await all.open(name);
        result[name] = await measure(system);
      }
      results.push(result);
    }
    const figures = medians(results);
    return { name: 'fan-out', figures, ratios: ratiosOf(figures) };
  },
};

async function measure(system: System): Promise<Figures> {
  const figures: Figures = {};
  await warmUp(system);
  for (const count of crowds) {
    figures[`idle_kb_${count}`] = await idleKb(system, count);
    await using crowd = await crowdOf(system, count);
    for (const rate of rates) {
      const { cpuUs, p99, missing } = await deliver(system, crowd, { rate, count });
      figures[`cpu_us_${count}x${rate}`] = cpuUs;
      figures[`p99_ms_${count}x${rate}`] = p99;
      if (missing > 0) figures[`missing_${count}x${rate}`] = missing;
    }
    if (count === crowds[0]) figures['in_time_per_s'] = await mostInTime(system, crowd, count);
  }
  return figures;
}

const crowdOf = (system: System, count: number) =>
  startCrowd({
    ...system,
    system: system.name,
    port: system.server.port,
    count,
    lastEventId: null,
  });

/** What a connection that waits takes: what is free again once they have all gone. */
async function idleKb(system: System, count: number): Promise<number> {
  const crowd = await crowdOf(system, count);
  const there = await system.server.usage({ collect: true });
  await crowd[Symbol.asyncDispose]();
  await delay(goneMs);
  const gone = await system.server.usage({ collect: true });
  return (there.used_kb - gone.used_kb) / count;
}

/** So that neither code compiled for the first time nor what is made once counts as a connection's. */
async function warmUp(system: System): Promise<void> {
  await using crowd = await crowdOf(system, warmUpCount);
  await deliver(system, crowd, { rate: 250, count: warmUpCount });
}

/** The deliveries a second of the last step whose p99 is in time and in which none is missing. */
async function mostInTime(system: System, crowd: Crowd, count: number): Promise<number> {
  let most = 0;
  for (const rate of steps) {
    const { p99, missing, perSecond } = await deliver(system, crowd, { rate, count });
    if (missing > 0 || p99 > inTimeMs) break;
    most = perSecond;
  }
  return most;
}
