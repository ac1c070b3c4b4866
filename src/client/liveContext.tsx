import type { QueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useEffect, useSyncExternalStore } from 'react';
import type { ConnectionState, ConnectionStore } from '#client/connection.ts';
import type { LiveCache } from '#client/liveCache.ts';
import { pollWhileDown } from '#client/pollWhileDown.ts';
import { must } from '#shared/must.ts';

type Live = { queryClient: QueryClient; liveCache: LiveCache; connection: ConnectionStore };

const LiveContext = createContext<Live | null>(null);

export const useLive = (): Live => must(use(LiveContext), 'a LiveProvider above');

/**
 * Gives the hooks of live data what they work with. Events keep the cache fresh; while none can come, what is
 * on the screen is asked for instead.
 */
export function LiveProvider({ children, ...live }: Live & { children: ReactNode }) {
  const { queryClient, liveCache, connection } = live;
  useEffect(
    () =>
      pollWhileDown(connection, () => {
        void queryClient.refetchQueries(
          { type: 'active', predicate: (query) => liveCache.isLive(query) },
          // A slow answer is better than none.
          { cancelRefetch: false },
        );
      }),
    [queryClient, liveCache, connection],
  );
  return <LiveContext value={live}>{children}</LiveContext>;
}

/** The state of this tab's socket. */
export function useConnectionState(): ConnectionState {
  const { connection } = useLive();
  return useSyncExternalStore(connection.subscribe, connection.get, () => 'idle' as const);
}
