'use client';

import { useTranslations } from 'next-intl';
import { LibraryBig } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { trpc } from '#client/trpc.ts';
import { AccountMenu } from '#features/me/AccountMenu.tsx';
import { CreateWorkspaceForm } from '#features/workspaces/CreateWorkspaceForm.tsx';
import { getLastWorkspaceId } from '#features/workspaces/lastWorkspace.ts';
import { Empty } from '#ui/empty.tsx';
import { Logo, LogoMark } from '#ui/logo.tsx';
import { LoadFailed } from '#ui/load-failed.tsx';
import { PageTitle } from '#ui/page-title.tsx';

/** Where a visit begins: in the workspace that was open last, or with making the first one. */
export function WorkspaceHome() {
  const t = useTranslations('workspaces');
  const router = useRouter();
  const { data: workspaces, error, refetch } = trpc.workspaces.list.useQuery({});
  const first = workspaces?.find(({ id }) => id === getLastWorkspaceId()) ?? workspaces?.[0];
  useEffect(() => {
    if (first) router.replace(`/w/${first.id}/documents`);
  }, [first, router]);

  if (error && !workspaces)
    return (
      <main id="main" className="grid min-h-dvh place-items-center p-6">
        <LoadFailed
          message={t('loadFailed')}
          retryLabel={t('retry')}
          onRetry={() => void refetch()}
          className="max-w-md"
        />
      </main>
    );
  if (!workspaces || first)
    return (
      <main id="main" className="grid min-h-dvh place-items-center">
        <LogoMark className="size-10 animate-pulse" />
      </main>
    );
  return (
    <div className="flex min-h-dvh flex-col">
      <PageTitle title={t('firstTitle')} />
      <header className="flex items-center justify-between p-4 sm:px-6">
        <Logo />
        <div className="w-56">
          <AccountMenu />
        </div>
      </header>
      <main id="main" className="flex flex-1 items-center justify-center pb-24">
        <Empty icon={<LibraryBig />} title={t('firstTitle')} className="w-full max-w-md">
          <p>{t('firstHint')}</p>
          <CreateWorkspaceForm />
        </Empty>
      </main>
    </div>
  );
}
