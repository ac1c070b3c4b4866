import { and, eq, min } from 'drizzle-orm';
import type { JobType } from '#contract/jobs.ts';
import type { Reader } from '#db/client.ts';
import { jobs } from '#db/schema/jobs.ts';

/** When the earliest queued job of this type may start; null when none is queued. */
export async function nextDueAt(db: Reader, jobType: JobType): Promise<Date | null> {
  const [row] = await db
    .select({ run_at: min(jobs.run_at) })
    .from(jobs)
    .where(and(eq(jobs.job_type, jobType), eq(jobs.status, 'queued')));
  return row?.run_at ? new Date(row.run_at) : null;
}
