import type { QueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useEffect, useSyncExternalStore } from 'react';
import type { LiveCache } from '#client/cache/liveCache.ts';
import { isLive } from '#client/cache/reducers.ts';
import type { ConnectionState, ConnectionStore } from '#client/connection.ts';
import { must } from '#shared/must.ts';

type Live = { queryClient: QueryClient; liveCache: LiveCache; connection: ConnectionStore };

const LiveContext = createContext<Live | null>(null);

export const useLive = (): Live => must(use(LiveContext), 'a LiveProvider above');

/** Gives the hooks of live data what they work with, and polls while the socket is down. */
export function LiveProvider({ children, ...live }: Live & { children: ReactNode }) {
  return (
    <LiveContext value={live}>
      <PollingWhileDown />
      {children}
    </LiveContext>
  );
}

export function useConnectionState(): ConnectionState {
  const { connection } = useLive();
  return useSyncExternalStore(connection.subscribe, connection.get, () => 'idle' as const);
}

const pollMs = 5_000;

/** Events keep the cache fresh; while none can come, what is on the screen is asked for instead. */
function PollingWhileDown() {
  const { queryClient } = useLive();
  const state = useConnectionState();
  const isDown = state === 'connecting' || state === 'reconnecting';
  useEffect(() => {
    if (!isDown) return undefined;
    const timer = setInterval(() => {
      void queryClient.refetchQueries({
        type: 'active',
        predicate: ({ queryKey }) => isLive(queryKey),
      });
    }, pollMs);
    return () => clearInterval(timer);
  }, [isDown, queryClient]);
  return null;
}
