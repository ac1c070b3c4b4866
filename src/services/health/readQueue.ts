import { and, count, eq, inArray, sql } from 'drizzle-orm';
import type { Health } from '#contract/health.ts';
import { JobType, openStatuses } from '#contract/jobs.ts';
import type { Reader } from '#db/client.ts';
import { jobs } from '#db/schema/jobs.ts';
import { type HealthTime, readWaiting } from '#services/health/readWaiting.ts';
import type { Membership } from '#services/workspaces/access.ts';

/** The jobs that are open, by type (`jobs_workspace_id_open` holds no others), and how many have waited. */
export async function readQueue(
  db: Reader,
  membership: Membership,
  time: HealthTime,
): Promise<Health['queue']> {
  const isQueued = sql`${jobs.status} = 'queued'`;
  const open = db
    .select({
      job_type: jobs.job_type,
      queued: sql`count(*) filter (where ${isQueued})`.mapWith(Number),
      open: count(),
      waiting_since:
        sql`min(${jobs.run_at}) filter (where ${isQueued} and ${jobs.run_at} <= now())`.mapWith(
          jobs.run_at,
        ),
    })
    .from(jobs)
    .where(and(eq(jobs.workspace_id, membership.workspaceId), inArray(jobs.status, openStatuses)))
    .groupBy(jobs.job_type);
  const [rows, waitingOf] = await Promise.all([open, readWaiting(db, membership, time)]);
  return JobType.options.map((job_type) => {
    const row = rows.find((each) => each.job_type === job_type);
    const queued = row?.queued ?? 0;
    return {
      job_type,
      queued,
      running: (row?.open ?? 0) - queued,
      waiting_since: row?.waiting_since ?? null,
      waiting: waitingOf(job_type),
    };
  });
}
