import { inArray } from 'drizzle-orm';
import type { Operator } from '#contract/chat.ts';
import type { Reader } from '#db/client.ts';
import { profiles } from '#db/schema/profiles.ts';
import { onlineOperators } from '#services/presence/onlineOperators.ts';

/** Those of the workspace who are there, as a customer sees them. */
export async function listOperators(
  db: Pick<Reader, 'select'>,
  workspaceId: string,
): Promise<Operator[]> {
  const online = await onlineOperators(db, workspaceId);
  if (online.length === 0) return [];
  const named = await db
    .select({ user_id: profiles.user_id, display_name: profiles.display_name })
    .from(profiles)
    .where(inArray(profiles.user_id, online));
  const nameOf = (id: string) => named.find(({ user_id }) => user_id === id)?.display_name ?? '';
  return online.map((user_id) => ({ user_id, display_name: nameOf(user_id), online: true }));
}
