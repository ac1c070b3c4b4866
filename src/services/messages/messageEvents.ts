import type { NewEvent } from '#contract/events.ts';
import type { Message } from '#contract/messages.ts';

export function messageCreated(message: Message): NewEvent {
  const { workspace_id, conversation_id } = message;
  return { type: 'message.created', payload: { workspace_id, conversation_id, message } };
}

export function messageStatusUpdated(message: Message): NewEvent {
  const { id, workspace_id, conversation_id, status, content, citations } = message;
  const { model, stopped, error_message, version } = message;
  const { delivery, delivery_error, attachment } = message;
  return {
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
      delivery,
      delivery_error,
      attachment,
      version,
    },
  };
}
