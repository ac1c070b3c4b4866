import { type Bench, type Figures, medians, ratiosOf } from './measure.ts';
import { deliver } from './peers/deliver.ts';
import { startCrowd } from './peers/process.ts';
import { openSystems, type SystemName } from './peers/systems.ts';

const systems: SystemName[] = ['parley', 'Socket.IO'];
const rounds = 5;
const rate = 100;
const writers = 16;
const windowMs = 3_000;

/**
 * From just before a worker's commit to a client of another process, at 100 events a second; and how many
 * durable events a second one PostgreSQL takes when 16 write to one workspace as fast as they can.
 */
export const crossProcess: Bench = {
  name: 'cross-process',
  async run() {
    await using all = await openSystems();
    const results: Record<string, Figures>[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const result: Record<string, Figures> = {};
      for (const name of systems) {
        await using system = await all.open(name);
        const crowdOptions = {
          ...system,
          system: name,
          port: system.server.port,
          lastEventId: null,
        };
        await using crowd = await startCrowd({ ...crowdOptions, count: 1 });
        await deliver(system, crowd, { rate, count: 1 });
        const { p50, p99 } = await deliver(system, crowd, { rate, count: 1 });
        result[name] = { p50_ms: p50, p99_ms: p99 };
        if (name === 'parley') result[name].sustained_per_s = await sustained(system.commit);
      }
      results.push(result);
    }
    const figures = medians(results);
    return { name: 'cross-process', figures, ratios: ratiosOf(figures) };
  },
};

async function sustained(commit: (count: number) => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  let written = 0;
  const write = async () => {
    while (performance.now() - startedAt < windowMs) {
      await commit(1);
      written += 1;
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
  return written / ((performance.now() - startedAt) / 1_000);
}
