import type { Conversation } from '#contract/conversations.ts';
import { type ScopedEvent, workspaceScope } from '#events/append.ts';

export function conversationChanged(
  type: 'conversation.created' | 'conversation.updated',
  conversation: Conversation,
): ScopedEvent {
  const { workspace_id } = conversation;
  return {
    scope: workspaceScope(workspace_id),
    event: { type, payload: { workspace_id, conversation } },
  };
}
