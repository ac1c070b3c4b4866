'use client';

import { useTranslations } from 'next-intl';
import { useLiveScope } from '#client/useLiveScope.ts';
import { useUnread } from '#features/conversations/useUnread.ts';
import { useDeskAttention } from '#features/live/useDesk.ts';
import { CountBadge } from '#ui/count-badge.tsx';

/** Of how many other workspaces the person is told here; each is a subscription of its own. */
export const followedElsewhere = 10;

/** What waits for the person in a workspace: unread messages, and customers who want something of them. */
export function useWaitingIn(workspaceId: string): number {
  const unread = useUnread(workspaceId);
  const attention = useDeskAttention(workspaceId);
  return unread.values().reduce((sum, count) => sum + count, attention);
}

/** Keeps fresh what waits in a workspace that is not open. */
export function FollowElsewhere({ workspaceId }: { workspaceId: string }) {
  useLiveScope({ workspace_id: workspaceId });
  return null;
}

/** What waits in a workspace, as a number. */
export function WaitingBadge({ workspaceId }: { workspaceId: string }) {
  const t = useTranslations('workspaces');
  const count = useWaitingIn(workspaceId);
  return <CountBadge count={count} label={t('waiting', { count })} />;
}

/** A dot where something waits; those of several workspaces lie on each other. */
export function WaitingDot({ workspaceId }: { workspaceId: string }) {
  const t = useTranslations('workspaces');
  if (useWaitingIn(workspaceId) === 0) return null;
  return (
    <span
      role="img"
      aria-label={t('waitingElsewhere')}
      className="absolute -top-1 -right-1 size-3 rounded-full bg-primary ring-2 ring-sidebar"
    />
  );
}
