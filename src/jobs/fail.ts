import { sql } from 'drizzle-orm';
import { type Job, MAX_RETRY_COUNT } from '#contract/jobs.ts';
import type { Transaction } from '#db/client.ts';
import { jobColumns, jobs } from '#db/schema/jobs.ts';
import { held, type Lease, released, touched } from '#jobs/lease.ts';

/** `permanent`: another attempt could not end otherwise. `message` is a sentence for the user. */
export type JobFailure = { message: string; permanent: boolean };

/** First delay; doubles with each retry: 1, 2, 4 s, plus up to a quarter so that many do not come at once. */
const retryBaseMs = 1_000;

/** What becomes of a job whose attempt failed: `queued` again with a delay, or `failed`. */
export function afterFailedAttempt({ message, permanent }: JobFailure) {
  const last = permanent ? sql`true` : sql`${jobs.retry_count} >= ${MAX_RETRY_COUNT}`;
  return {
    status: sql`case when ${last} then 'failed' else 'queued' end`,
    retry_count: sql`case when ${last} then ${jobs.retry_count} else ${jobs.retry_count} + 1 end`,
    run_at: sql`case when ${last} then ${jobs.run_at} else now()
      + ${retryBaseMs} * power(2, ${jobs.retry_count}) * (1 + random() / 4) * interval '1 millisecond' end`,
    progress: null,
    error_message: message,
    ...released,
    ...touched,
  };
}

/** Ends the attempt. Null when the lease is no longer ours. */
export async function failJob(
  tx: Transaction,
  lease: Lease,
  failure: JobFailure,
): Promise<Job | null> {
  const [row] = await tx
    .update(jobs)
    .set(afterFailedAttempt(failure))
    .where(held(lease))
    .returning(jobColumns);
  return row ?? null;
}
