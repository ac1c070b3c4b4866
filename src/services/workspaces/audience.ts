import { eq } from 'drizzle-orm';
import type { NewEvent } from '#contract/events.ts';
import type { Transaction } from '#db/client.ts';
import { workspaceMembers } from '#db/schema/workspaces.ts';
import { type ScopedEvent, userScope, workspaceScope } from '#events/append.ts';

/** The event for the workspace's own scope and for that of each of its members. */
export async function toWorkspaceAndMembers(
  tx: Transaction,
  workspaceId: string,
  event: NewEvent,
): Promise<[ScopedEvent, ...ScopedEvent[]]> {
  const members = await tx
    .select({ userId: workspaceMembers.user_id })
    .from(workspaceMembers)
    .where(eq(workspaceMembers.workspace_id, workspaceId));
  return [
    { scope: workspaceScope(workspaceId), event },
    ...members.map(({ userId }) => ({ scope: userScope(userId), event })),
  ];
}
