import { count } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import { jobs } from '#db/schema/jobs.ts';

/** How many jobs there are, of all workspaces, by type and status. */
export async function countJobs(db: Reader) {
  return db
    .select({ job_type: jobs.job_type, status: jobs.status, count: count() })
    .from(jobs)
    .groupBy(jobs.job_type, jobs.status);
}
