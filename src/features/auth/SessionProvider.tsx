'use client';

import type { Session } from '@supabase/supabase-js';
import { createContext, type ReactNode, use, useCallback, useEffect, useState } from 'react';
import {
  openIdentityClient,
  type IdentityClient,
  type IdentityConfig,
  memberStorageKey,
} from '#features/auth/identityClient.ts';
import { must } from '#shared/must.ts';

/** `unknown` until the browser's storage has been read. */
export type SessionState =
  | { status: 'unknown' }
  | { status: 'signedOut' }
  | { status: 'signedIn'; session: Session };

type SessionContextValue = {
  state: SessionState;
  identity: IdentityClient | null;
  config: IdentityConfig;
};

const SessionContext = createContext<SessionContextValue | null>(null);

/** Knows who is signed in, in this tab and by news from the others. A customer's session has a storage key of its own. */
export function SessionProvider({
  config,
  storageKey = memberStorageKey,
  children,
}: {
  config: IdentityConfig;
  storageKey?: string;
  children: ReactNode;
}) {
  // There is no storage on the server; the first render in the browser shows the same as there.
  const [identity] = useState(() =>
    typeof window === 'undefined' ? null : openIdentityClient(config, storageKey),
  );
  const [state, setState] = useState<SessionState>({ status: 'unknown' });
  useEffect(() => {
    if (!identity) return undefined;
    const { data } = identity.onAuthStateChange((_event, session) => {
      setState(session ? { status: 'signedIn', session } : { status: 'signedOut' });
    });
    return () => data.subscription.unsubscribe();
  }, [identity]);
  return <SessionContext value={{ state, identity, config }}>{children}</SessionContext>;
}

export function useSession(): SessionState {
  return must(use(SessionContext), 'a SessionProvider above').state;
}

/** Where accounts are kept. */
export function useIdentityConfig(): IdentityConfig {
  return must(use(SessionContext), 'a SessionProvider above').config;
}

/** How to reach the identity service; only in handlers and effects, which never run on the server. */
export function useIdentity(): () => IdentityClient {
  const { identity } = must(use(SessionContext), 'a SessionProvider above');
  return useCallback(() => must(identity, 'a browser'), [identity]);
}
