import { and, asc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Job } from '#contract/jobs.ts';
import type { Transaction } from '#db/client.ts';
import { jobColumns, jobs } from '#db/schema/jobs.ts';
import { afterFailedAttempt } from '#jobs/fail.ts';

/**
 * Takes jobs back from workers that died: an expired lease counts as a failed attempt. `skip locked`
 * leaves out a job whose holder is writing its result at this moment.
 */
export async function requeueExpiredJobs(tx: Transaction, limit = 50): Promise<Job[]> {
  const expired = tx
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(eq(jobs.status, 'running'), lt(jobs.lease_expires_at, sql`now()`)))
    .orderBy(asc(jobs.id))
    .limit(limit)
    .for('update', { skipLocked: true });
  return tx
    .update(jobs)
    .set(
      afterFailedAttempt({
        message: 'The worker stopped in the middle of this job.',
        permanent: false,
      }),
    )
    .where(inArray(jobs.id, expired))
    .returning(jobColumns);
}
