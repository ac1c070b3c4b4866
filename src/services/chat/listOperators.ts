import type { Operator } from '#contract/chat.ts';
import type { Reader } from '#db/client.ts';
import { onlineOperators } from '#services/presence/onlineOperators.ts';

/** Those of the workspace who are there, as a customer sees them. */
export async function listOperators(
  db: Pick<Reader, 'select'>,
  workspaceId: string,
): Promise<Operator[]> {
  const online = await onlineOperators(db, workspaceId);
  return online.map((user_id) => ({ user_id, display_name: '', online: true }));
}
