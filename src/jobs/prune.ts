import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';

/**
 * Removes finished jobs that are older than `days`, at most `limit`, but for the newest of each type of a
 * document, which says how its last attempt ended. Two processes at once take different ones.
 */
export async function pruneFinishedJobs(
  tx: Transaction,
  { days, limit }: { days: number; limit: number },
): Promise<number> {
  const removed = await tx.execute(sql`
    delete from jobs where id in (
      select id from jobs as old
      where status in ('success', 'failed')
        and updated_at < now() - ${days} * interval '1 day'
        and (document_id is null or exists (
          select from jobs as newer
          where newer.document_id = old.document_id and newer.job_type = old.job_type and newer.id > old.id
        ))
      limit ${limit} for update skip locked
    ) returning id`);
  return removed.length;
}
