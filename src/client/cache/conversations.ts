import { getQueryKey } from '@trpc/react-query';
import { type Change, liveQuery, ownScope } from '#client/liveQuery.ts';
import { trpc } from '#client/trpc.ts';
import { keepNewer, patch, upsert, without } from '#client/versioned.ts';
import type { Conversation } from '#contract/conversations.ts';
import { WorkspaceRef } from '#contract/workspaces.ts';

type Conversations = readonly Conversation[];

/** Newest first. */
export const conversationList = liveQuery({
  queryKey: getQueryKey(trpc.conversations.list),
  input: WorkspaceRef,
  reduce: reduceConversationList,
  keepNewer: (fetched: Conversations, known: Conversations) => keepNewer(fetched, known),
  scopesOf: ({ workspace_id }) => [workspace_id, ownScope],
});

/** `conversations.list` of one workspace after a change. */
export function reduceConversationList(
  list: Conversations,
  change: Change,
  { workspace_id }: WorkspaceRef,
): Conversations {
  if (change.type === 'conversation.created')
    return change.payload.workspace_id === workspace_id
      ? upsert(list, change.payload.conversation, { order: 'newest' })
      : list;
  if (change.type === 'conversation.updated') return patch(list, change.payload.conversation);
  if (change.type === 'conversation.deleted')
    return without(list, ({ id }) => id === change.payload.conversation_id);
  return list;
}
