'use client';

import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { isUnauthorized } from '#client/isUnauthorized.ts';
import { createLinks } from '#client/links.ts';
import { LiveProvider } from '#client/liveContext.tsx';
import { createQueryClient } from '#client/queryClient.ts';
import { trpc } from '#client/trpc.ts';
import { useLiveScope } from '#client/useLiveScope.ts';
import { useIdentity, useSession } from '#features/auth/SessionProvider.tsx';

/** One person's data in this tab: the procedures, the cache, the socket. Another person gets another. */
export function LiveData({ userId, children }: { userId: string; children: ReactNode }) {
  const identity = useIdentity();
  const [live] = useState(() => {
    const token = async () => {
      const { session } = (await identity().getSession()).data;
      // Another person may have signed in since; what this one asks is not asked in their name.
      return session?.user.id === userId ? session.access_token : null;
    };
    const { links, ...transport } = createLinks({ url: window.location.origin, token });
    return { ...createQueryClient(userId), ...transport, client: trpc.createClient({ links }) };
  });
  const { queryClient, liveCache, connection, client, renewToken } = live;
  return (
    <trpc.Provider client={client} queryClient={queryClient}>
      <QueryClientProvider client={queryClient}>
        <LiveProvider
          userId={userId}
          queryClient={queryClient}
          liveCache={liveCache}
          connection={connection}
        >
          <OwnScope />
          <TokenHandover renewToken={renewToken} />
          <SessionCheck queryClient={queryClient} />
          {children}
        </LiveProvider>
      </QueryClientProvider>
    </trpc.Provider>
  );
}

function OwnScope() {
  useLiveScope({});
  return null;
}

/** The identity client refreshes the token before it expires; the socket gets each new one. */
function TokenHandover({ renewToken }: { renewToken: () => Promise<void> }) {
  const state = useSession();
  const token = state.status === 'signedIn' ? state.session.access_token : null;
  useEffect(() => {
    if (token !== null) void renewToken();
  }, [token, renewToken]);
  return null;
}

/** A token that is refused although it is fresh must not be renewed without end. */
const checkAtMostEveryMs = 10_000;

/**
 * A session that was ended elsewhere: the server refuses its token. A fresh token either comes, then what was
 * refused is asked again, or the identity client finds that the session is over and says so.
 */
function SessionCheck({ queryClient }: { queryClient: QueryClient }) {
  const identity = useIdentity();
  const lastCheckMs = useRef(-Infinity);
  useEffect(() => {
    const check = async () => {
      if (performance.now() - lastCheckMs.current < checkAtMostEveryMs) return;
      lastCheckMs.current = performance.now();
      const { error } = await identity().refreshSession();
      if (!error)
        await queryClient.refetchQueries({
          predicate: ({ state }) => isUnauthorized(state.error),
        });
    };
    const onChange = (notice: { action?: { type: string; error?: unknown } }) => {
      if (notice.action?.type === 'error' && isUnauthorized(notice.action.error)) void check();
    };
    const stops = [
      queryClient.getQueryCache().subscribe((event) => event.type === 'updated' && onChange(event)),
      queryClient
        .getMutationCache()
        .subscribe((event) => event.type === 'updated' && onChange(event)),
    ];
    return () => stops.forEach((stop) => stop());
  }, [identity, queryClient]);
  return null;
}
