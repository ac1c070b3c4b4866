import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { inBatches } from '#db/inBatches.ts';

/** Without a refresh for so long, a session has ended. */
const idleDays = 90;
/** A used refresh token is kept for so long, to notice a thief who comes with it. */
const usedTokenDays = 30;
const rowsPerBatch = 1_000;

/** Forgets sessions that nobody uses and refresh tokens that were used long ago. */
export async function pruneSessions(db: Database): Promise<void> {
  await inBatches(rowsPerBatch, async (limit) => {
    const removed = await db.execute(sql`
      delete from parley_auth.sessions where id in (
        select id from parley_auth.sessions
        where refreshed_at < now() - ${idleDays} * interval '1 day'
        limit ${limit} for update skip locked
      ) returning id`);
    return removed.length;
  });
  await inBatches(rowsPerBatch, async (limit) => {
    const removed = await db.execute(sql`
      delete from parley_auth.refresh_tokens where token_hash in (
        select token_hash from parley_auth.refresh_tokens
        where used_at < now() - ${usedTokenDays} * interval '1 day'
        limit ${limit} for update skip locked
      ) returning token_hash`);
    return removed.length;
  });
}
