'use client';

import { useTranslations } from 'next-intl';
import { Menu } from 'lucide-react';
import { useParams, usePathname } from 'next/navigation';
import { type ReactNode, useEffect, useState } from 'react';
import { trpc } from '#client/trpc.ts';
import { useLiveScope } from '#client/useLiveScope.ts';
import { usePresence } from '#client/usePresence.ts';
import { Uploads } from '#features/documents/Uploads.tsx';
import { ConnectionBanner } from '#features/events/ConnectionBanner.tsx';
import { ConnectionDot } from '#features/events/ConnectionDot.tsx';
import { useAlerts } from '#features/notifications/useAlerts.ts';
import { setLastWorkspaceId } from '#features/workspaces/lastWorkspace.ts';
import {
  FollowElsewhere,
  followedElsewhere,
  useWaitingIn,
} from '#features/workspaces/UnreadElsewhere.tsx';
import { WorkspaceNotFound } from '#features/workspaces/WorkspaceNotFound.tsx';
import { WorkspaceSidebar } from '#features/workspaces/WorkspaceSidebar.tsx';
import { IconButton } from '#ui/icon-button.tsx';
import { LoadFailed } from '#ui/load-failed.tsx';
import { Logo, LogoMark } from '#ui/logo.tsx';
import { TitleCount } from '#ui/page-title.tsx';
import { Sheet } from '#ui/sheet.tsx';

/** The frame around a workspace's pages: the sidebar, the live events, and files dropped anywhere. */
export function WorkspaceShell({
  workspaceId,
  children,
}: {
  workspaceId: string;
  children: ReactNode;
}) {
  const t = useTranslations('workspaces');
  const { data: workspaces, error, refetch } = trpc.workspaces.list.useQuery({});
  const workspace = workspaces?.find(({ id }) => id === workspaceId);
  useEffect(() => {
    if (workspace) setLastWorkspaceId(workspace.id);
  }, [workspace]);

  if (!workspaces)
    return (
      <div className="grid min-h-dvh place-items-center p-6">
        {error ? (
          <LoadFailed
            message={t('loadFailed')}
            retryLabel={t('retry')}
            onRetry={() => void refetch()}
          />
        ) : (
          <LogoMark className="size-10 animate-pulse" />
        )}
      </div>
    );
  if (!workspace) return <WorkspaceNotFound />;
  return (
    <>
      <WorkspaceScope key={workspaceId} workspaceId={workspaceId} />
      {workspaces
        .filter(({ id }) => id !== workspaceId)
        .slice(0, followedElsewhere)
        .map(({ id }) => (
          <FollowElsewhere key={id} workspaceId={id} />
        ))}
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-foreground px-4 py-2 text-sm text-background focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        {t('skip')}
      </a>
      <div className="flex h-dvh flex-col md:flex-row">
        <aside className="hidden w-68 shrink-0 border-r bg-sidebar md:block">
          <WorkspaceSidebar workspace={workspace} />
        </aside>
        <MobileHeader>
          <WorkspaceSidebar workspace={workspace} />
        </MobileHeader>
        <Uploads key={workspaceId} workspaceId={workspaceId}>
          <div className="flex min-h-0 min-w-0 flex-1 flex-col">
            <ConnectionBanner />
            <UnreadTitle workspaceId={workspaceId}>
              <div className="min-h-0 flex-1">{children}</div>
            </UnreadTitle>
          </div>
        </Uploads>
      </div>
    </>
  );
}

function WorkspaceScope({ workspaceId }: { workspaceId: string }) {
  const { conversationId } = useParams<{ conversationId?: string }>();
  const isOnDesk = usePathname().startsWith(`/w/${workspaceId}/live/`);
  useLiveScope({ workspace_id: workspaceId });
  useAlerts(workspaceId);
  usePresence(workspaceId, isOnDesk ? conversationId : undefined);
  return null;
}

/** The tab's title says how much is unread. */
function UnreadTitle({ workspaceId, children }: { workspaceId: string; children: ReactNode }) {
  return <TitleCount value={useWaitingIn(workspaceId)}>{children}</TitleCount>;
}

/** On a phone the sidebar is behind a button; going to a page closes it. */
function MobileHeader({ children }: { children: ReactNode }) {
  const t = useTranslations('workspaces');
  const pathname = usePathname();
  const [openAt, setOpenAt] = useState<string | null>(null);
  return (
    <header className="flex h-13 shrink-0 items-center gap-2 border-b bg-sidebar px-2 pt-[env(safe-area-inset-top)] md:hidden">
      <IconButton label={t('openMenu')} size="icon" onClick={() => setOpenAt(pathname)}>
        <Menu className="size-5" />
      </IconButton>
      <Logo className="flex-1" />
      <ConnectionDot />
      <Sheet
        side="left"
        title={t('menu')}
        open={openAt === pathname}
        onOpenChange={(isOpen) => setOpenAt(isOpen ? pathname : null)}
        className="bg-sidebar"
      >
        {children}
      </Sheet>
    </header>
  );
}
