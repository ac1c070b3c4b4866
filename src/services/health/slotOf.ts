import { type Column, type SQL, sql } from 'drizzle-orm';

/**
 * Which of the slots a time is in, from 0; -1 before the first. By numbers: an array of times would come as text, which PostgreSQL
 * reads anew for each row (measured: 4 s instead of 0.1 s for 50,000).
 */
export function slotOf(time: Column, slots: readonly string[]): SQL {
  const starts = slots.map((start) => Date.parse(start) / 1_000);
  return sql`width_bucket(extract(epoch from ${time})::float8, ${sql.param(starts)}::float8[]) - 1`;
}
