import { sql } from 'drizzle-orm';
import { type Health, maxFailedDocuments } from '#contract/health.ts';
import type { Reader } from '#db/client.ts';
import { documents } from '#db/schema/documents.ts';
import { runs } from '#db/schema/runs.ts';
import { slotOf } from '#services/health/slotOf.ts';
import type { Membership } from '#services/workspaces/access.ts';

type Failure = Health['failures'][number];

/** Sentences are few: the server's own words. */
const maxFailures = 20;

/** What jobs have failed for since the first slot and when, the most frequent first, with the documents concerned. */
export async function readFailures(
  db: Reader,
  { workspaceId }: Membership,
  slots: readonly string[],
): Promise<Failure[]> {
  const rows = await db.execute<Omit<Failure, 'slots'> & { slots_of: number[] }>(sql`
    select ${runs.kind} as job_type, ${runs.error_message}, count(*)::int as count,
      array_agg(${slotOf(runs.ended_at, slots)}) as slots_of,
      max(${runs.ended_at}) as last_at, count(distinct ${documents.id})::int as document_count,
      to_jsonb(coalesce((array_agg(distinct jsonb_build_object(
        'id', ${documents.id}, 'file_name', ${documents.file_name}, 'status', ${documents.status}
      )) filter (where ${documents.id} is not null))[:${maxFailedDocuments}::int], '{}')) as documents
    from ${runs}
    left join ${documents} on ${documents.id} = ${runs.document_id} and ${documents.workspace_id} = ${runs.workspace_id}
    where ${runs.workspace_id} = ${workspaceId} and ${runs.ended_at} >= ${slots[0]}::timestamptz
      and ${runs.outcome} = 'failed' and ${runs.error_message} is not null
    group by 1, 2 order by count desc, last_at desc limit ${maxFailures}`);
  return rows.map(({ slots_of, ...row }) => {
    const counts = slots.map(() => 0);
    for (const slot of slots_of) counts[slot] = (counts[slot] ?? 0) + 1;
    return { ...row, slots: counts, last_at: new Date(row.last_at).toISOString() };
  });
}
