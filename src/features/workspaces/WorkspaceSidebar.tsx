'use client';

import { useTranslations } from 'next-intl';
import { Activity, Files, Headset, Users } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { Workspace } from '#contract/workspaces.ts';
import { ConversationNav } from '#features/conversations/ConversationNav.tsx';
import { ConnectionDot } from '#features/events/ConnectionDot.tsx';
import { useDeskAttention } from '#features/live/useDesk.ts';
import { AccountMenu } from '#features/me/AccountMenu.tsx';
import { useOwnRole } from '#features/members/useOwnRole.ts';
import { NotificationBell } from '#features/notifications/NotificationBell.tsx';
import { AvailabilityItem } from '#features/presence/AvailabilityItem.tsx';
import { WorkspaceSwitcher } from '#features/workspaces/WorkspaceSwitcher.tsx';
import { CountBadge } from '#ui/count-badge.tsx';
import { Logo } from '#ui/logo.tsx';
import { navItemClass } from '#ui/nav-item.ts';

export function WorkspaceSidebar({ workspace }: { workspace: Workspace }) {
  const t = useTranslations('workspaces');
  const tLive = useTranslations('live');
  const tHealth = useTranslations('health');
  const pathname = usePathname();
  const documentsPath = `/w/${workspace.id}/documents`;
  const deskPath = `/w/${workspace.id}/live`;
  const attention = useDeskAttention(workspace.id);
  const membersPath = `/w/${workspace.id}/settings/members`;
  const healthPath = `/w/${workspace.id}/health`;
  const { role, can } = useOwnRole(workspace.id);
  return (
    <nav aria-label={t('navigation')} className="flex h-full min-h-0 flex-col">
      <div className="grid grid-cols-1 gap-4 p-3 pt-4">
        <div className="flex items-center justify-between px-1">
          <Link href="/" className="rounded-md">
            <Logo />
          </Link>
          <span className="flex items-center gap-2">
            <NotificationBell workspaceId={workspace.id} />
            <ConnectionDot />
          </span>
        </div>
        <WorkspaceSwitcher workspace={workspace} />
        <Link
          href={documentsPath}
          aria-current={pathname === documentsPath ? 'page' : undefined}
          className={navItemClass}
        >
          <Files aria-hidden="true" className="size-4 text-muted-foreground" />
          {t('documents')}
        </Link>
        <Link
          href={deskPath}
          aria-current={pathname.startsWith(deskPath) ? 'page' : undefined}
          className={`${navItemClass} -mt-3`}
        >
          <Headset aria-hidden="true" className="size-4 text-muted-foreground" />
          <span className="flex-1">{tLive('title')}</span>
          <CountBadge count={attention} label={tLive('attention', { count: attention })} />
        </Link>
        <Link
          href={membersPath}
          aria-current={pathname === membersPath ? 'page' : undefined}
          className={`${navItemClass} -mt-3`}
        >
          <Users aria-hidden="true" className="size-4 text-muted-foreground" />
          {t('people')}
        </Link>
        {role !== null && can('health.read') && (
          <Link
            href={healthPath}
            aria-current={pathname === healthPath ? 'page' : undefined}
            className={`${navItemClass} -mt-3`}
          >
            <Activity aria-hidden="true" className="size-4 text-muted-foreground" />
            {tHealth('title')}
          </Link>
        )}
      </div>
      <ConversationNav workspaceId={workspace.id} />
      <div className="border-t p-2 pb-[max(0.5rem,env(safe-area-inset-bottom))]">
        <AccountMenu>
          <AvailabilityItem workspaceId={workspace.id} />
        </AccountMenu>
      </div>
    </nav>
  );
}
