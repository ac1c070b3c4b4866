import { desc, eq } from 'drizzle-orm';
import type { Conversation } from '#contract/conversations.ts';
import type { WorkspaceRef } from '#contract/workspaces.ts';
import { conversationColumns, conversations } from '#db/schema/conversations.ts';
import type { CallContext } from '#services/context.ts';
import { requireMember } from '#services/workspaces/access.ts';

/** Newest first; a view that wants the latest active first sorts by `last_message_at`. */
export async function listConversations(
  ctx: CallContext,
  input: WorkspaceRef,
): Promise<Conversation[]> {
  const { workspaceId } = await requireMember(ctx.db, {
    userId: ctx.caller.id,
    workspaceId: input.workspace_id,
  });
  return ctx.db
    .select(conversationColumns)
    .from(conversations)
    .where(eq(conversations.workspace_id, workspaceId))
    .orderBy(desc(conversations.id));
}
