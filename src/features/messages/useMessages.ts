'use client';

import { useCallback, useMemo } from 'react';
import { trpc } from '#client/trpc.ts';

/** A conversation's messages, oldest first, and how to have older ones. */
export function useMessages(conversation_id: string) {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    trpc.messages.list.useInfiniteQuery(
      { conversation_id },
      { getNextPageParam: ({ next_cursor }) => next_cursor },
    );
  const messages = useMemo(() => data?.pages.flatMap(({ items }) => items).toReversed(), [data]);
  const loadOlder = useCallback(() => {
    // Without cancelling: it may be asked for again while it is under way.
    void fetchNextPage({ cancelRefetch: false });
  }, [fetchNextPage]);
  return {
    messages,
    error,
    reload: () => void refetch(),
    loadOlder: hasNextPage ? loadOlder : null,
    isLoadingOlder: isFetchingNextPage,
  };
}
