import { lt, sql } from 'drizzle-orm';
import { runs } from '#db/schema/runs.ts';
import type { ServiceContext } from '#services/context.ts';
import { unchanged } from '#services/transaction.ts';

/** More than is ever shown: 30 days, the first of them whole in any time zone. */
const days = 32;

/** Forgets what is too old to be shown. Returns how many. */
export function pruneRuns(ctx: Pick<ServiceContext, 'withTransaction'>): Promise<number> {
  return ctx.withTransaction(async (tx) => {
    const removed = await tx
      .delete(runs)
      .where(lt(runs.ended_at, sql`now() - ${days} * interval '1 day'`))
      .returning({ id: runs.id });
    return unchanged(removed.length);
  });
}
