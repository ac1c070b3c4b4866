import { sql } from 'drizzle-orm';
import { inBatches } from '#db/inBatches.ts';
import type { ServiceContext } from '#services/context.ts';
import { unchanged } from '#services/transaction.ts';

/** LINE gives up sending an event again long before. */
const days = 30;
const rowsPerBatch = 1_000;

/** Forgets which events were taken in, and tasks that have ended, a month ago. Returns how many. */
export async function pruneLine(ctx: Pick<ServiceContext, 'withTransaction'>): Promise<number> {
  const events = await inBatches(rowsPerBatch, (limit) =>
    ctx.withTransaction(async (tx) => {
      const removed = await tx.execute(sql`
        delete from line_webhook_events where (workspace_id, webhook_event_id) in (
          select workspace_id, webhook_event_id from line_webhook_events
          where received_at < now() - ${days} * interval '1 day'
          limit ${limit} for update skip locked
        ) returning webhook_event_id`);
      return unchanged(removed.length);
    }),
  );
  const tasks = await inBatches(rowsPerBatch, (limit) =>
    ctx.withTransaction(async (tx) => {
      const removed = await tx.execute(sql`
        delete from line_tasks where id in (
          select id from line_tasks
          where status in ('done', 'failed') and updated_at < now() - ${days} * interval '1 day'
          limit ${limit} for update skip locked
        ) returning id`);
      return unchanged(removed.length);
    }),
  );
  return events + tasks;
}
