import { sql } from 'drizzle-orm';
import { inBatches } from '#db/inBatches.ts';
import type { ServiceContext } from '#services/context.ts';
import { unchanged } from '#services/transaction.ts';

const days = 90;
const rowsPerBatch = 1_000;

/** Forgets what people were told three months ago: no tab shows it. Returns how many. */
export function pruneNotifications(ctx: Pick<ServiceContext, 'withTransaction'>): Promise<number> {
  return inBatches(rowsPerBatch, (limit) =>
    ctx.withTransaction(async (tx) => {
      const removed = await tx.execute(sql`
        delete from notifications where id in (
          select id from notifications where created_at < now() - ${days} * interval '1 day'
          limit ${limit} for update skip locked
        ) returning id`);
      // oxlint-disable-next-line parley/writes-append-events -- it is out of everybody's sight
      return unchanged(removed.length);
    }),
  );
}
