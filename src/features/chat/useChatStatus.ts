'use client';

import { useEffect, useRef } from 'react';
import { useConnectionState } from '#client/liveContext.tsx';
import { trpc } from '#client/trpc.ts';
import type { Conversation } from '#contract/conversations.ts';

/** Of the others in the queue no event tells their customer. */
const queueMs = 10_000;

/**
 * The place in the queue and who of the team is there: asked again when something happens to the conversation,
 * when somebody begins to type, when the connection or the reader is back, and at times while it waits.
 */
export function useChatStatus(conversation: Conversation | null, typists: number) {
  const conversation_id = conversation?.id ?? '';
  const connection = useConnectionState();
  const utils = trpc.useUtils();
  const { data } = trpc.chat.status.useQuery(
    { conversation_id },
    {
      enabled: conversation !== null,
      refetchInterval: ({ state }) => (state.data?.position == null ? false : queueMs),
      refetchOnWindowFocus: 'always',
    },
  );
  const news = `${conversation?.version} ${typists} ${connection}`;
  const known = useRef(news);
  useEffect(() => {
    if (known.current === news) return;
    known.current = news;
    if (conversation_id !== '') void utils.chat.status.invalidate({ conversation_id });
  }, [utils, conversation_id, news]);
  return data;
}
