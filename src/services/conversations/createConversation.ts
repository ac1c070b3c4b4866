import type { Conversation, CreateConversationInput } from '#contract/conversations.ts';
import { conversationColumns, conversations } from '#db/schema/conversations.ts';
import type { CallContext } from '#services/context.ts';
import { conversationChanged } from '#services/conversations/conversationEvents.ts';
import { announce } from '#services/transaction.ts';
import { requireMember } from '#services/workspaces/access.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

export async function createConversation(
  ctx: CallContext,
  input: CreateConversationInput,
): Promise<Conversation> {
  const { workspaceId } = await requireMember(ctx.db, {
    userId: ctx.caller.id,
    workspaceId: input.workspace_id,
    atLeast: 'member',
  });
  return ctx.withTransaction(async (tx) => {
    const [row] = await tx
      .insert(conversations)
      .values({
        id: uuidv7(),
        workspace_id: workspaceId,
        title: input.title ?? '',
        created_by: ctx.caller.id,
      })
      .returning(conversationColumns);
    const conversation = must(row, 'the inserted conversation');
    return announce(conversation, [conversationChanged('conversation.created', conversation)]);
  });
}
