import type { QueryClient } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  use,
  useEffect,
  useMemo,
  useSyncExternalStore,
} from 'react';
import type { ConnectionState, ConnectionStore } from '#client/connection.ts';
import type { LiveCache } from '#client/liveCache.ts';
import type { Outbox } from '#client/outbox.ts';
import { pollWhileDown } from '#client/pollWhileDown.ts';
import { useOutbox } from '#client/useOutbox.ts';
import { must } from '#shared/must.ts';

type Parts = { queryClient: QueryClient; liveCache: LiveCache; connection: ConnectionStore };
type Live = Parts & { outbox: Outbox };

const LiveContext = createContext<Live | null>(null);

export const useLive = (): Live => must(use(LiveContext), 'a LiveProvider above');

/**
 * Gives the hooks of live data what they work with. Events keep the cache fresh; while none can come, what is
 * on the screen is asked for instead.
 */
export function LiveProvider(props: Parts & { userId: string; children: ReactNode }) {
  const { userId, queryClient, liveCache, connection, children } = props;
  const outbox = useOutbox({ userId, queryClient, liveCache, connection });
  const live = useMemo(
    () => ({ queryClient, liveCache, connection, outbox }),
    [queryClient, liveCache, connection, outbox],
  );
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
