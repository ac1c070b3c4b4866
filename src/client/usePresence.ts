import { useQueryClient } from '@tanstack/react-query';
import { getQueryKey } from '@trpc/react-query';
import { useEffect } from 'react';
import { withPresence } from '#client/presence.ts';
import { trpc } from '#client/trpc.ts';
import { useTabState } from '#client/useTabState.ts';
import type { Presence } from '#contract/presence.ts';

/**
 * While the component is mounted the person is there in the workspace, and `presence.list` is kept fresh by
 * what the workspace's room tells. `viewing`: the customer's conversation that this tab shows.
 */
export function usePresence(workspace_id: string, viewing?: string): void {
  const { client } = trpc.useUtils();
  const queryClient = useQueryClient();
  const state = useTabState();
  useEffect(() => {
    const queryKey = getQueryKey(trpc.presence.list, { workspace_id }, 'query');
    const subscription = client.onActivity.subscribe(
      { workspace_id, state, viewing },
      {
        onData({ type, payload }) {
          // What happened while nobody listened is not told again.
          if (type === 'activity.ready') void queryClient.invalidateQueries({ queryKey });
          if (type !== 'presence.updated') return;
          queryClient.setQueryData<readonly Presence[]>(
            queryKey,
            (known) => known && withPresence(known, payload),
          );
        },
      },
    );
    return () => subscription.unsubscribe();
  }, [client, queryClient, workspace_id, state, viewing]);
}
