import { and, desc, eq } from 'drizzle-orm';
import type { Conversation } from '#contract/conversations.ts';
import type { WorkspaceRef } from '#contract/workspaces.ts';
import { conversationColumns, conversations } from '#db/schema/conversations.ts';
import type { CallContext } from '#services/context.ts';
import { readableBy } from '#services/conversations/access.ts';
import { requireMember } from '#services/workspaces/access.ts';

/** Those that the caller may read, newest first; a view that wants the latest active first sorts by `last_message_at`. */
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
    .where(and(eq(conversations.workspace_id, workspaceId), readableBy(ctx.db, ctx.caller.id)))
    .orderBy(desc(conversations.id));
}
