'use client';

import { useMemo } from 'react';
import { trpc } from '#client/trpc.ts';
import { unreadIn } from '#client/unread.ts';
import { useUserId } from '#features/auth/useUserId.ts';

/** How many messages the person has not read, by conversation; what is none is left out. */
export function useUnread(workspaceId: string): ReadonlyMap<string, number> {
  const input = { workspace_id: workspaceId };
  const userId = useUserId();
  const { data: conversations } = trpc.conversations.list.useQuery(input);
  const { data: own } = trpc.conversations.participants.listOwn.useQuery(input);
  const { data: members } = trpc.workspaces.members.list.useQuery(input);
  return useMemo(() => {
    if (!conversations || !own) return new Map();
    const since = members?.find(({ user_id }) => user_id === userId)?.created_at;
    const cursors = new Map(own.map((each) => [each.conversation_id, each]));
    return new Map(
      conversations.flatMap((conversation) => {
        // Customers' are counted where they are shown.
        if (conversation.kind === 'live') return [];
        const unread = unreadIn(conversation, cursors.get(conversation.id), since);
        return unread > 0 ? [[conversation.id, unread] as const] : [];
      }),
    );
  }, [conversations, own, members, userId]);
}
