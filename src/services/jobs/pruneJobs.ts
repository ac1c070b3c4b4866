import { inBatches } from '#db/inBatches.ts';
import { pruneFinishedJobs } from '#jobs/prune.ts';
import type { ServiceContext } from '#services/context.ts';
import { unchanged } from '#services/transaction.ts';

const days = 30;
const jobsPerBatch = 1_000;

/** Forgets jobs that ended a month ago and that nothing shows any more. Returns how many. */
export function pruneJobs(ctx: Pick<ServiceContext, 'withTransaction'>): Promise<number> {
  return inBatches(jobsPerBatch, (limit) =>
    ctx.withTransaction(async (tx) => unchanged(await pruneFinishedJobs(tx, { days, limit }))),
  );
}
