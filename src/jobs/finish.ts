import type { Job } from '#contract/jobs.ts';
import type { Transaction } from '#db/client.ts';
import { jobColumns, jobs } from '#db/schema/jobs.ts';
import { held, type Lease, released, touched } from '#jobs/lease.ts';

/**
 * The job is done. It comes first in the transaction that writes the job's result: it locks the row, and
 * null says that the lease is no longer ours, so that nothing else may be written.
 */
export async function finishJob(tx: Transaction, lease: Lease): Promise<Job | null> {
  const [row] = await tx
    .update(jobs)
    .set({ status: 'success', progress: 1, error_message: null, ...released, ...touched })
    .where(held(lease))
    .returning(jobColumns);
  return row ?? null;
}
