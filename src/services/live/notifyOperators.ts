import { and, eq, isNull, ne, or } from 'drizzle-orm';
import type { Conversation } from '#contract/conversations.ts';
import type { Transaction } from '#db/client.ts';
import { presencePeople } from '#db/schema/presence.ts';
import { workspaceMembers } from '#db/schema/workspaces.ts';
import type { ScopedEvent } from '#events/append.ts';
import { notify } from '#services/notifications/notify.ts';

const isWaiting = ({ handler, assignee_id, live_status, last_message_at }: Conversation) =>
  last_message_at !== null &&
  handler === 'person' &&
  assignee_id === null &&
  live_status !== 'resolved';

/** A customer who begins to wait for a person is told to everybody who answers customers now. */
export async function notifyOperators(
  tx: Transaction,
  before: Conversation,
  after: Conversation,
): Promise<ScopedEvent[]> {
  if (isWaiting(before) || !isWaiting(after)) return [];
  const { workspace_id, id: conversation_id, title } = after;
  const operators = await tx
    .select({ userId: workspaceMembers.user_id })
    .from(workspaceMembers)
    .leftJoin(
      presencePeople,
      and(
        eq(presencePeople.workspace_id, workspaceMembers.workspace_id),
        eq(presencePeople.user_id, workspaceMembers.user_id),
      ),
    )
    .where(
      and(
        eq(workspaceMembers.workspace_id, workspace_id),
        ne(workspaceMembers.role, 'viewer'),
        or(isNull(presencePeople.available), eq(presencePeople.available, true)),
      ),
    );
  return notify(
    tx,
    operators.map(({ userId }) => userId),
    { workspace_id, conversation_id, kind: 'new_customer', text: title },
  );
}
