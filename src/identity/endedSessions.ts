import { inArray, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { sessions } from '#db/schema/identity.ts';

/** Which of these sessions have ended. */
export async function findEnded(db: Database, sessionIds: string[]): Promise<string[]> {
  if (sessionIds.length === 0) return [];
  const alive = await db
    .select({ id: sessions.id })
    .from(sessions)
    .where(inArray(sessions.id, sessionIds));
  const aliveIds = new Set(alive.map(({ id }) => id));
  return sessionIds.filter((id) => !aliveIds.has(id));
}

/** Which of these sessions are no longer in Supabase's own table, `auth.sessions`. */
export async function findEndedInSupabase(db: Database, sessionIds: string[]): Promise<string[]> {
  if (sessionIds.length === 0) return [];
  const rows = await db.execute<{ id: string }>(
    sql`select id from auth.sessions where id = any(${sql.param(sessionIds)}::uuid[])
        and (not_after is null or not_after > now())`,
  );
  const alive = new Set(Array.from(rows, ({ id }) => id));
  return sessionIds.filter((id) => !alive.has(id));
}
