import { without, upsert } from '#client/cache/versioned.ts';
import type { Conversation } from '#contract/conversations.ts';
import type { NewEvent } from '#contract/events.ts';

/** `conversations.list` of one workspace after an event. */
export function reduceConversationList(
  list: readonly Conversation[],
  event: NewEvent,
  { workspace_id }: { workspace_id: string },
): readonly Conversation[] {
  if (event.type === 'conversation.created' || event.type === 'conversation.updated')
    return event.payload.workspace_id === workspace_id
      ? upsert(list, event.payload.conversation, 'newest')
      : list;
  if (event.type === 'conversation.deleted')
    return without(list, ({ id }) => id === event.payload.conversation_id);
  return list;
}
