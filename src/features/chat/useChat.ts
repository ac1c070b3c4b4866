'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { chatQueryKey } from '#client/cache/chat.ts';
import { trpc } from '#client/trpc.ts';
import { browserStorage, keepOwner } from '#features/chat/sessionKeeping.ts';
import { useHost } from '#features/chat/HostProvider.tsx';

/** The customer's chat, opened as whom and where the page around it says; events keep it fresh. */
export function useChat(key: string) {
  const { client } = trpc.useUtils();
  const queryClient = useQueryClient();
  const { host } = useHost();
  const { page_url, identity } = host.status === 'embedding' ? host : {};
  const opened = useRef(page_url);
  useEffect(() => {
    if (opened.current === page_url) return;
    opened.current = page_url;
    void queryClient.invalidateQueries({ queryKey: chatQueryKey({ key }) });
  }, [queryClient, key, page_url]);
  return useQuery({
    queryKey: chatQueryKey({ key }),
    queryFn: async () => {
      const chat = await client.chat.open.mutate({ key, page_url, identity });
      if (identity) keepOwner(browserStorage, { key, vouchedId: identity.user_id });
      return chat;
    },
  });
}
