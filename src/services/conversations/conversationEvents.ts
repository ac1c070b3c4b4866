import type { Conversation } from '#contract/conversations.ts';
import type { NewEvent } from '#contract/events.ts';
import type { Participant } from '#contract/participants.ts';

export function conversationChanged(
  type: 'conversation.created' | 'conversation.updated',
  conversation: Conversation,
): NewEvent {
  return { type, payload: { workspace_id: conversation.workspace_id, conversation } };
}

/** `version`: the one after the last that anybody has seen. */
export function conversationDeleted({ id, workspace_id, version }: Conversation): NewEvent {
  return {
    type: 'conversation.deleted',
    payload: { workspace_id, conversation_id: id, version },
  };
}

export function participantChanged(
  type: 'participant.created' | 'participant.updated',
  participant: Participant,
): NewEvent {
  const { workspace_id, conversation_id } = participant;
  return { type, payload: { workspace_id, conversation_id, participant } };
}

export function participantDeleted({ id, workspace_id, conversation_id }: Participant): NewEvent {
  return {
    type: 'participant.deleted',
    payload: { workspace_id, conversation_id, participant_id: id },
  };
}
