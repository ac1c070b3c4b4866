'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useState } from 'react';
import { ReconnectDelay, watchBrowserForReturn } from '#client/reconnectDelay.ts';
import { withWebLock } from '#client/webLock.ts';
import { LiveData } from '#features/auth/LiveData.tsx';
import type { IdentityClient } from '#features/auth/identityClient.ts';
import {
  SessionProvider,
  useIdentity,
  useIdentityConfig,
  useSession,
} from '#features/auth/SessionProvider.tsx';
import { ChatLoading } from '#features/chat/ChatLoading.tsx';
import { browserStorage, openCustomerSession } from '#features/chat/sessionKeeping.ts';
import { backoffMs } from '#shared/backoff.ts';

const signInDelayMs = (failures: number) =>
  backoffMs(failures, { baseMs: 1_000, maxMs: 30_000, jitterMs: 1_000 });

type CustomerSessionProps = {
  workspaceKey: string;
  /** The company's own id of the customer, when it vouches for one. */
  vouchedId: string | null;
  children: ReactNode;
};

/**
 * A customer's live data: an anonymous user of the identity service, kept apart from the session that a member
 * may have in the same browser.
 */
export function CustomerSession({ workspaceKey, vouchedId, children }: CustomerSessionProps) {
  const config = useIdentityConfig();
  const [storageKey] = useState(() =>
    openCustomerSession(browserStorage, { key: workspaceKey, vouchedId }),
  );
  return (
    <SessionProvider config={config} storageKey={storageKey}>
      <SignedInCustomer lockName={storageKey}>{children}</SignedInCustomer>
    </SessionProvider>
  );
}

function SignedInCustomer({ lockName, children }: { lockName: string; children: ReactNode }) {
  const t = useTranslations('chat');

  const state = useSession();
  const identity = useIdentity();
  const [hasFailed, setHasFailed] = useState(false);
  useEffect(() => {
    if (state.status !== 'signedOut') return undefined;
    const delay = new ReconnectDelay(signInDelayMs, watchBrowserForReturn);
    let isWanted = true;
    const signInAtLast = async () => {
      for (let failures = 0; isWanted; failures += 1) {
        // In turn: two tabs that open at once are one customer.
        if (await withWebLock(`${lockName}-sign-in`, () => signIn(identity()))) return;
        setHasFailed(true);
        delay.next(failures);
        if (isWanted) await delay.wait();
      }
    };
    signInAtLast().catch(() => setHasFailed(true));
    return () => {
      isWanted = false;
      delay.abandon();
    };
  }, [state.status, identity, lockName]);
  if (state.status !== 'signedIn')
    return <ChatLoading problem={hasFailed ? t('unreachable') : null} />;
  const { user } = state.session;
  return (
    <LiveData key={user.id} userId={user.id}>
      {children}
    </LiveData>
  );
}

/** Another tab may have signed in a moment ago; its session comes by itself. */
async function signIn(identity: IdentityClient): Promise<boolean> {
  const { data } = await identity.getSession();
  if (data.session) return true;
  const { error } = await identity.signInAnonymously();
  return error === null;
}
