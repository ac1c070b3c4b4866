'use client';

import { useEffect, useSyncExternalStore } from 'react';
import { RequireSession } from '#features/auth/RequireSession.tsx';
import { AcceptInvite } from '#features/invites/AcceptInvite.tsx';

const storageKey = 'parley-invite';

const subscribe = (onChange: () => void) => {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
};
const readToken = () => window.location.hash.slice(1) || (sessionStorage.getItem(storageKey) ?? '');

/**
 * Where an invitation's link leads. The token is kept for this tab while somebody signs in or up, and taken out
 * of the address.
 */
export function InvitePage() {
  const token = useSyncExternalStore(subscribe, readToken, () => null);
  useEffect(() => {
    if (!window.location.hash) return;
    sessionStorage.setItem(storageKey, readToken());
    window.history.replaceState(null, '', window.location.pathname);
  }, []);
  if (token === null) return null;
  return (
    <RequireSession>
      <AcceptInvite token={token} onDone={() => sessionStorage.removeItem(storageKey)} />
    </RequireSession>
  );
}
