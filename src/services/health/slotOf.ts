import { type SQL, sql } from 'drizzle-orm';
import { runs } from '#db/schema/runs.ts';

/**
 * Which of the slots a run ended in, from 0. By numbers: an array of times would come as text, which PostgreSQL
 * reads anew for each row (measured: 4 s instead of 0.1 s for 50,000).
 */
export function slotOf(slots: readonly string[]): SQL {
  const starts = slots.map((start) => Date.parse(start) / 1_000);
  return sql`width_bucket(extract(epoch from ${runs.ended_at})::float8, ${sql.param(starts)}::float8[]) - 1`;
}
