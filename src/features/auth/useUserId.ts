'use client';

import { useSession } from '#features/auth/SessionProvider.tsx';

/** Who is signed in; empty while nobody is. */
export function useUserId(): string {
  const state = useSession();
  return state.status === 'signedIn' ? state.session.user.id : '';
}
