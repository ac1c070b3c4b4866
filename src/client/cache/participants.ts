import { getQueryKey } from '@trpc/react-query';
import { type Change, liveQuery, ownScope } from '#client/liveQuery.ts';
import { trpc } from '#client/trpc.ts';
import { keepNewer, upsert, without } from '#client/versioned.ts';
import { ConversationRef } from '#contract/conversations.ts';
import type { Participant } from '#contract/participants.ts';
import { WorkspaceRef } from '#contract/workspaces.ts';

type Participants = readonly Participant[];

/** `conversations.participants.list`, in the order in which they came. */
export const participantList = liveQuery({
  queryKey: getQueryKey(trpc.conversations.participants.list),
  input: ConversationRef,
  reduce: (list: Participants, change, { conversation_id }) =>
    reduceParticipants(list, change, (each) => each.conversation_id === conversation_id),
  keepNewer: (fetched: Participants, known: Participants) => keepNewer(fetched, known),
  scopesOf: (_input, data: Participants | undefined) =>
    data?.[0] ? [data[0].workspace_id, ownScope] : null,
  isGone: (change, { conversation_id }) =>
    change.type === 'conversation.deleted' && change.payload.conversation_id === conversation_id,
  isOpened: (change, { conversation_id }) =>
    change.type === 'conversation.created' && change.payload.conversation.id === conversation_id,
});

/** `conversations.participants.listOwn`: how far the person has read in each conversation. */
export const ownParticipations = (userId: string) =>
  liveQuery({
    queryKey: getQueryKey(trpc.conversations.participants.listOwn),
    input: WorkspaceRef,
    reduce: (list: Participants, change, { workspace_id }) =>
      reduceParticipants(
        list,
        change,
        (each) => each.workspace_id === workspace_id && each.user_id === userId,
      ),
    keepNewer: (fetched: Participants, known: Participants) => keepNewer(fetched, known),
    scopesOf: ({ workspace_id }) => [workspace_id, ownScope],
  });

/** A list of those for whom `isHere` holds, after a change. */
export function reduceParticipants(
  list: Participants,
  change: Change,
  isHere: (participant: Participant) => boolean,
): Participants {
  if (change.type === 'participant.created' || change.type === 'participant.updated') {
    const { participant } = change.payload;
    return isHere(participant) ? upsert(list, participant, { order: 'oldest' }) : list;
  }
  if (change.type === 'participant.deleted')
    return without(list, ({ id }) => id === change.payload.participant_id);
  if (change.type === 'conversation.deleted')
    return without(
      list,
      ({ conversation_id }) => conversation_id === change.payload.conversation_id,
    );
  return list;
}
