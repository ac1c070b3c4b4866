import type { Job } from '#contract/jobs.ts';
import type { Transaction } from '#db/client.ts';
import { jobColumns, jobs } from '#db/schema/jobs.ts';
import { held, type Lease, touched } from '#jobs/lease.ts';

/** Writes the share done, 0…1. Null when the lease is no longer ours. */
export async function reportProgress(
  tx: Transaction,
  lease: Lease,
  progress: number,
): Promise<Job | null> {
  const [row] = await tx
    .update(jobs)
    .set({ progress, ...touched })
    .where(held(lease))
    .returning(jobColumns);
  return row ?? null;
}
