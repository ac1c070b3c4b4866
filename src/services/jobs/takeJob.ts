import type { JobType } from '#contract/jobs.ts';
import { claimJob } from '#jobs/claim.ts';
import type { ClaimedJob } from '#jobs/lease.ts';
import type { ServiceContext } from '#services/context.ts';
import { jobChanged } from '#services/jobs/jobChanged.ts';
import { announce, unchanged } from '#services/transaction.ts';

/** The next job of this type, `running` and ours; null when none is due. */
export async function takeJob(ctx: ServiceContext, jobType: JobType): Promise<ClaimedJob | null> {
  return ctx.withTransaction(async (tx) => {
    const claimed = await claimJob(tx, jobType);
    if (!claimed) return unchanged(null);
    const { lease: _lease, ...job } = claimed;
    return announce(claimed, await jobChanged(tx, job));
  });
}
