import { sql } from 'drizzle-orm';
import type { Health } from '#contract/health.ts';
import { JobType } from '#contract/jobs.ts';
import type { Reader } from '#db/client.ts';
import { jobs } from '#db/schema/jobs.ts';
import { runs } from '#db/schema/runs.ts';
import type { Membership } from '#services/workspaces/access.ts';
import { must } from '#shared/must.ts';

/** The slots that are shown; the last one goes on until `now`. */
export type HealthTime = { slots: readonly string[]; now: Date };

type Waiting = Health['queue'][number]['waiting'];
type Row = { job_type: JobType; slot: number; waited_s: number };

/**
 * How many jobs of a type waited on average: the time that they waited in a slot, by its length. A run tells when
 * its job waited, and one that waited in a slot never ended before it. Each is joined with the few slots that it
 * waited in alone (the limit is for the planner, which expects a thousand), and bounds are numbers, as in `slotOf`:
 * 0.25 s for 50,000 runs in 30 days.
 */
export async function readWaiting(
  db: Reader,
  { workspaceId }: Membership,
  { slots, now }: HealthTime,
): Promise<(jobType: JobType) => Waiting> {
  const bounds = [...slots.map((start) => Date.parse(start)), now.getTime()].map(
    (ms) => ms / 1_000,
  );
  const starts = sql`${sql.param(bounds.slice(0, -1))}::float8[]`;
  const ends = sql`${sql.param(bounds.slice(1))}::float8[]`;
  const rows = await db.execute<Row>(sql`
    with taken as (
      select ${runs.kind} as job_type, ${runs.wait_ms}::float8 / 1000 as wait_s,
        extract(epoch from ${runs.ended_at})::float8 - ${runs.run_ms}::float8 / 1000 as until
      from ${runs}
      where ${runs.workspace_id} = ${workspaceId} and ${runs.ended_at} >= ${slots[0]}::timestamptz
        and ${runs.kind} = any(${sql.param(JobType.options)}::text[]) and ${runs.wait_ms} > 0
    ), waits as (
      select job_type, until - wait_s as since, until from taken
      union all
      select ${jobs.job_type}, extract(epoch from ${jobs.run_at})::float8, ${bounds.at(-1)}::float8
      from ${jobs}
      where ${jobs.workspace_id} = ${workspaceId} and ${jobs.status} = 'queued'
        and ${jobs.run_at} < ${now.toISOString()}::timestamptz
    )
    select job_type, nth - 1 as slot,
      sum(greatest(0, least(until, (${ends})[nth]) - greatest(since, (${starts})[nth]))) as waited_s
    from waits
    cross join lateral (
      select nth from generate_series(greatest(1, width_bucket(since, ${starts})), width_bucket(until, ${starts})) as nth
      limit ${slots.length}
    ) as slot
    group by 1, 2`);
  return (jobType) =>
    averages(
      rows.filter(({ job_type }) => job_type === jobType),
      bounds,
    );
}

function averages(rows: readonly Row[], bounds: readonly number[]): Waiting {
  const waitedS = bounds
    .slice(1)
    .map((_, nth) => rows.find(({ slot }) => slot === nth)?.waited_s ?? 0);
  const lengthS = (from: number, to: number) =>
    must(bounds[to], 'an end') - must(bounds[from], 'a start');
  const average = (waited: number, length: number) => (length > 0 ? waited / length : 0);
  return {
    whole: average(
      waitedS.reduce((before, waited) => before + waited, 0),
      lengthS(0, waitedS.length),
    ),
    slots: waitedS.map((waited, nth) => average(waited, lengthS(nth, nth + 1))),
  };
}
