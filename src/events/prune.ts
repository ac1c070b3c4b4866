import type { Sql } from 'postgres';
import { inBatches } from '#db/inBatches.ts';

/** Small, so that a prune never holds the log for long. */
const eventsPerBatch = 5_000;

/**
 * Removes events older than `retentionHours`, oldest first. Whoever still has an older id then gets
 * `sync.reset`; offsets go on. Returns how many were removed.
 */
export function pruneEvents(sql: Sql, retentionHours: number): Promise<number> {
  return inBatches(eventsPerBatch, async (limit) => {
    const { count } = await sql`
      delete from events where (scope, "offset") in (
        select scope, "offset" from events
        where created_at < now() - ${retentionHours} * interval '1 hour'
        order by created_at limit ${limit}
      )`;
    return count;
  });
}
