import { and, asc, eq, inArray, lte, sql } from 'drizzle-orm';
import type { JobType } from '#contract/jobs.ts';
import type { Transaction } from '#db/client.ts';
import { jobColumns, jobs } from '#db/schema/jobs.ts';
import { type ClaimedJob, leaseMs, touched } from '#jobs/lease.ts';
import { uuidv7 } from '#shared/uuid.ts';

/** Rounded as the column is: else a job that is due now is not, for half a millisecond. */
const nowInMs = sql`now()::timestamptz(3)`;

/**
 * Takes the job that has waited longest. `skip locked` lets workers claim side by side; the partial index
 * `jobs_claimable` holds queued jobs only, so finished ones cost nothing.
 */
export async function claimJob(tx: Transaction, jobType: JobType): Promise<ClaimedJob | null> {
  const leaseId = uuidv7();
  const next = tx
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(eq(jobs.job_type, jobType), eq(jobs.status, 'queued'), lte(jobs.run_at, nowInMs)))
    .orderBy(asc(jobs.run_at), asc(jobs.id))
    .limit(1)
    .for('update', { skipLocked: true });
  const [row] = await tx
    .update(jobs)
    .set({
      status: 'running',
      progress: null,
      lease_id: leaseId,
      lease_expires_at: sql`now() + ${leaseMs} * interval '1 millisecond'`,
      ...touched,
    })
    .where(inArray(jobs.id, next))
    .returning(jobColumns);
  return row ? { ...row, lease: { jobId: row.id, leaseId } } : null;
}
