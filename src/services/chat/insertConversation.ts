import type { Conversation } from '#contract/conversations.ts';
import type { Transaction } from '#db/client.ts';
import { conversationColumns, conversations } from '#db/schema/conversations.ts';
import { type ScopedEvent, tell } from '#events/append.ts';
import { conversationAudience } from '#services/conversations/audience.ts';
import { conversationChanged } from '#services/conversations/conversationEvents.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

type Beginning = {
  workspaceId: string;
  customerId: string;
  /** As whom the customer begins it. */
  createdBy: string;
  isAiFirst: boolean;
};

/** A customer's new conversation, whatever the channel. */
export async function insertConversation(
  tx: Transaction,
  { workspaceId, customerId, createdBy, isAiFirst }: Beginning,
): Promise<{ conversation: Conversation; events: [ScopedEvent, ...ScopedEvent[]] }> {
  const [row] = await tx
    .insert(conversations)
    .values({
      id: uuidv7(),
      workspace_id: workspaceId,
      kind: 'live',
      customer_id: customerId,
      created_by: createdBy,
      live_status: 'open',
      handler: isAiFirst ? 'ai' : 'person',
    })
    .returning(conversationColumns);
  const conversation = must(row, 'the inserted conversation');
  const audience = await conversationAudience(tx, conversation);
  return {
    conversation,
    events: tell(audience, conversationChanged('conversation.created', conversation)),
  };
}
