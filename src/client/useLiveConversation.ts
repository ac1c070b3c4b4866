import { useEffect, useState } from 'react';
import { useLive } from '#client/liveContext.tsx';
import { createMessageCatchUp } from '#client/messageCatchUp.ts';
import { trpc } from '#client/trpc.ts';
import { TypingUsers } from '#client/typingUsers.ts';

/**
 * Joins a conversation's room while the component is mounted: its answers stream into `messages.list`.
 * Returns the ids of those who type, but for the caller's own.
 */
export function useLiveConversation(conversation_id: string): { typing: readonly string[] } {
  const { liveCache } = useLive();
  const { client } = trpc.useUtils();
  const { data: me } = trpc.me.get.useQuery();
  const [typing, setTyping] = useState<readonly string[]>([]);
  useEffect(() => {
    const typingUsers = new TypingUsers(setTyping);
    const catchUp = createMessageCatchUp(
      (message_id) => client.messages.get.query({ message_id }),
      (message) => liveCache.applyMessage(message),
    );
    const subscription = client.onActivity.subscribe(
      { conversation_id },
      {
        onData({ type, payload }) {
          // Pieces may have been missed while the socket was away.
          if (type === 'activity.ready') liveCache.unfinishedIn(conversation_id).forEach(catchUp);
          else if (type === 'typing.updated') typingUsers.update(payload);
          else if (type === 'message.delta' && liveCache.applyDelta(payload.message_id, payload))
            catchUp(payload.message_id);
        },
      },
    );
    return () => {
      subscription.unsubscribe();
      typingUsers.clear();
    };
  }, [client, liveCache, conversation_id]);
  return { typing: typing.filter((id) => id !== me?.id) };
}
