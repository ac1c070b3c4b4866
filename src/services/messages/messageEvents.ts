import type { Message } from '#contract/messages.ts';
import { type ScopedEvent, workspaceScope } from '#events/append.ts';

export function messageCreated(message: Message): ScopedEvent {
  const { workspace_id, conversation_id } = message;
  return {
    scope: workspaceScope(workspace_id),
    event: { type: 'message.created', payload: { workspace_id, conversation_id, message } },
  };
}

export function messageStatusUpdated(message: Message): ScopedEvent {
  const { id, workspace_id, conversation_id, status, content, citations } = message;
  const { model, stopped, error_message, version } = message;
  return {
    scope: workspaceScope(workspace_id),
    event: {
      type: 'message.status_updated',
      payload: {
        workspace_id,
        conversation_id,
        message_id: id,
        status,
        content,
        citations,
        model,
        stopped,
        error_message,
        version,
      },
    },
  };
}
