'use client';

import { useTranslations } from 'next-intl';
import { usePathname, useRouter } from 'next/navigation';
import { type ReactNode, useEffect } from 'react';
import { LiveData } from '#features/auth/LiveData.tsx';
import { signInPath } from '#features/auth/returnPath.ts';
import { useSession } from '#features/auth/SessionProvider.tsx';
import { LogoMark } from '#ui/logo.tsx';
import { PageTitle } from '#ui/page-title.tsx';

/** Shows its children to somebody signed in, with the live data that is theirs; others sign in first. */
export function RequireSession({ children }: { children: ReactNode }) {
  const t = useTranslations('auth');
  const state = useSession();
  const router = useRouter();
  const pathname = usePathname();
  useEffect(() => {
    if (state.status === 'signedOut')
      router.replace(signInPath(`${pathname}${window.location.search}`));
  }, [state.status, pathname, router]);

  if (state.status !== 'signedIn')
    return (
      <div className="grid min-h-dvh place-items-center" role="status">
        <PageTitle />
        <LogoMark className="size-10 animate-pulse" />
        <span className="sr-only">{t('loading')}</span>
      </div>
    );
  const { user } = state.session;
  return (
    <LiveData key={user.id} userId={user.id}>
      {children}
    </LiveData>
  );
}
