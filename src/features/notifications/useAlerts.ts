'use client';

import { useTranslations } from 'next-intl';
import { usePathname, useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';
import { isInSight, subscribeToSight } from '#client/sight.ts';
import { trpc } from '#client/trpc.ts';
import type { Notification, NotificationSettings } from '#contract/notifications.ts';
import { useUserId } from '#features/auth/useUserId.ts';
import { useNames } from '#features/members/useNames.ts';
import { holdLook } from '#features/notifications/alertLocks.ts';
import { Alerts, type Show } from '#features/notifications/alerts.ts';
import { browserPermission } from '#features/notifications/browserPermission.ts';
import { pathOf, placeShown } from '#features/notifications/notificationPlace.ts';
import { canPlay, playChime } from '#features/notifications/playChime.ts';
import { showInBrowser } from '#features/notifications/showInBrowser.ts';

/** Tells the person, outside of the bell, what they do not look at in any tab of this browser. */
export function useAlerts(workspaceId: string): void {
  const userId = useUserId();
  useLook(userId);
  const show = useShow(workspaceId);
  const [alerts] = useState(() => openAlerts(userId));
  const { data: list } = trpc.notifications.list.useQuery({});
  const { data: settings } = trpc.notifications.settings.get.useQuery({});
  const update = useEffectEvent(
    (known: readonly Notification[], by: NotificationSettings) =>
      void alerts?.update(known, { settings: by, show }),
  );
  useEffect(() => {
    if (list && settings) update(list, settings);
  }, [list, settings]);
}

/** Null on an insecure origin, where there are neither locks nor notifications. */
function openAlerts(userId: string): Alerts | null {
  if (!('locks' in navigator)) return null;
  return new Alerts({
    userId,
    locks: navigator.locks,
    means: () => ({ mayShow: browserPermission() === 'granted', canPlay: canPlay() }),
    play: playChime,
    now: () => new Date(),
  });
}

function useShow(workspaceId: string): Show {
  const t = useTranslations('notifications');
  const router = useRouter();
  const nameOf = useNames(workspaceId);
  const markRead = trpc.notifications.markRead.useMutation();
  return (notification: Notification) =>
    showInBrowser({
      id: notification.id,
      title: t(`kinds.${notification.kind}`, { by: nameOf(notification.by) }),
      body: notification.text,
      onOpen: () => {
        markRead.mutate({ ids: [notification.id] });
        router.push(pathOf(notification));
      },
    });
}

/** While the tab is before somebody's eyes, all tabs may know what it shows. */
function useLook(userId: string): void {
  const place = placeShown(usePathname());
  const isSeen = useSyncExternalStore(subscribeToSight, isInSight, () => false);
  useEffect(() => {
    if (!isSeen || place === null || !('locks' in navigator)) return undefined;
    return holdLook(navigator.locks, { userId, place });
  }, [isSeen, place, userId]);
}
