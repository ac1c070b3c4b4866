import { sql } from 'drizzle-orm';
import type { Job } from '#contract/jobs.ts';
import type { Transaction } from '#db/client.ts';
import { jobColumns, jobs } from '#db/schema/jobs.ts';
import { held, type Lease, released, touched } from '#jobs/lease.ts';

/** Gives a job back unfinished, for a worker that is asked to stop: no failure, so no retry is counted. */
export async function releaseJob(tx: Transaction, lease: Lease): Promise<Job | null> {
  const [row] = await tx
    .update(jobs)
    .set({ status: 'queued', progress: null, run_at: sql`now()`, ...released, ...touched })
    .where(held(lease))
    .returning(jobColumns);
  return row ?? null;
}
