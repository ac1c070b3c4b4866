import { sql } from 'drizzle-orm';
import type { Health, Percentiles, RunFigures } from '#contract/health.ts';
import { JobType } from '#contract/jobs.ts';
import type { Reader } from '#db/client.ts';
import { runs } from '#db/schema/runs.ts';
import { slotOf } from '#services/health/slotOf.ts';
import type { Membership } from '#services/workspaces/access.ts';

const none: RunFigures = {
  success: 0,
  failed: 0,
  retried: 0,
  stopped: 0,
  wait_ms: null,
  run_ms: null,
  first_text_ms: null,
  total_ms: null,
};

/** `slot` is null for the whole time. */
type Row = {
  job_type: JobType;
  slot: number | null;
} & Pick<RunFigures, 'success' | 'failed' | 'retried' | 'stopped'> & {
    [Name in `${'wait' | 'run' | 'first_text' | 'total'}_ms`]: number[] | null;
  };

/** How attempts at each type of job ended and how long they took, in each slot and in the whole. */
export async function readJobFigures(
  db: Reader,
  { workspaceId }: Membership,
  slots: readonly string[],
): Promise<Health['jobs']> {
  const rows = await db.execute<Row>(sql`
    select kind as job_type, slot, ${counts}, ${percentiles}
    from (
      select *, ${slotOf(runs.ended_at, slots)} as slot
      from ${runs}
      where ${runs.workspace_id} = ${workspaceId} and ${runs.ended_at} >= ${slots[0]}::timestamptz
        and ${runs.kind} = any(${sql.param(JobType.options)}::text[])
    ) as run
    group by grouping sets ((kind, slot), (kind))`);
  return JobType.options.map((job_type) => {
    const figures = new Map(
      rows.filter((row) => row.job_type === job_type).map((row) => [row.slot, toFigures(row)]),
    );
    return {
      job_type,
      whole: figures.get(null) ?? none,
      slots: slots.map((_, slot) => figures.get(slot) ?? none),
    };
  });
}

const counts = sql.join(
  (['success', 'failed', 'retried', 'stopped'] as const).map(
    (outcome) =>
      sql`(count(*) filter (where outcome = ${outcome}))::int as ${sql.identifier(outcome)}`,
  ),
  sql`, `,
);

const percentiles = sql.join(
  [
    { name: 'wait_ms', value: sql`wait_ms` },
    { name: 'run_ms', value: sql`run_ms` },
    { name: 'first_text_ms', value: sql`wait_ms + first_text_ms` },
    // Only of answers is it shown, and each of these sorts all rows.
    { name: 'total_ms', value: sql`case kind when 'answer' then wait_ms + run_ms end` },
  ].map(
    ({ name, value }) => sql`percentile_cont(array[0.5, 0.95]) within group (order by ${value})
      filter (where outcome = 'success') as ${sql.identifier(name)}`,
  ),
  sql`, `,
);

function toFigures({ job_type: _type, slot: _slot, ...row }: Row): RunFigures {
  return {
    ...row,
    wait_ms: toPercentiles(row.wait_ms),
    run_ms: toPercentiles(row.run_ms),
    first_text_ms: toPercentiles(row.first_text_ms),
    total_ms: toPercentiles(row.total_ms),
  };
}

function toPercentiles(values: readonly (number | null)[] | null): Percentiles | null {
  const [p50 = null, p95 = null] = values ?? [];
  return p50 === null || p95 === null ? null : { p50, p95 };
}
