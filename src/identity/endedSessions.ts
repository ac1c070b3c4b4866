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

/** So that a busy tab's calls do not each ask; a sign-out shows within this time. */
const cacheMs = 2_000;

const aliveUntil = new Map<string, number>();

/** Which of these sessions are no longer in Supabase's own table, `auth.sessions`. */
export async function findEndedInSupabase(db: Database, sessionIds: string[]): Promise<string[]> {
  const now = performance.now();
  const unknown = sessionIds.filter((id) => (aliveUntil.get(id) ?? 0) < now);
  if (unknown.length === 0) return [];
  const rows = await db.execute<{ id: string }>(
    sql`select id from auth.sessions where id = any(${sql.param(unknown)}::uuid[])
        and (not_after is null or not_after > now())`,
  );
  for (const [id, until] of aliveUntil) if (until < now) aliveUntil.delete(id);
  for (const { id } of rows) aliveUntil.set(id, now + cacheMs);
  return unknown.filter((id) => !aliveUntil.has(id));
}
