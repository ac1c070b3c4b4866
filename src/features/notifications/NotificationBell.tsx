'use client';

import { useTranslations } from 'next-intl';
import { Bell, Settings2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { trpc } from '#client/trpc.ts';
import type { Notification } from '#contract/notifications.ts';
import { useNames } from '#features/members/useNames.ts';
import { NotificationSettingsDialog } from '#features/notifications/NotificationSettingsDialog.tsx';
import { pathOf } from '#features/notifications/notificationPlace.ts';
import { Button } from '#ui/button.tsx';
import { cn } from '#ui/cn.ts';
import { DateText } from '#ui/date-text.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#ui/dropdown-menu.tsx';

/** What the person is told, in all workspaces; to open one is to have read it. */
export function NotificationBell({ workspaceId }: { workspaceId: string }) {
  const t = useTranslations('notifications');
  const router = useRouter();
  const nameOf = useNames(workspaceId);
  const { data = [] } = trpc.notifications.list.useQuery({});
  const markRead = trpc.notifications.markRead.useMutation();
  const unread = data.filter(({ read_at }) => read_at === null).length;
  const [isSettingOpen, setSettingOpen] = useState(false);
  const open = (notification: Notification) => {
    if (notification.read_at === null) markRead.mutate({ ids: [notification.id] });
    router.push(pathOf(notification));
  };
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={t('open', { unread })}
            className="relative"
          >
            <Bell />
            {unread > 0 && (
              <span
                aria-hidden="true"
                className="absolute top-0.5 right-0.5 size-2.5 rounded-full bg-primary ring-2 ring-sidebar"
              />
            )}
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="start" className="w-80 max-w-[calc(100vw-1rem)]">
          <DropdownMenuLabel>{t('title')}</DropdownMenuLabel>
          {data.length === 0 && (
            <p className="px-2 pt-1 pb-3 text-sm text-muted-foreground">{t('none')}</p>
          )}
          {data.map((each) => (
            <NotificationItem
              key={each.id}
              notification={each}
              title={t(`kinds.${each.kind}`, { by: nameOf(each.by) })}
              onOpen={() => open(each)}
            />
          ))}
          <DropdownMenuSeparator />
          {unread > 0 && (
            <DropdownMenuItem onSelect={() => markRead.mutate({})}>{t('readAll')}</DropdownMenuItem>
          )}
          <DropdownMenuItem onSelect={() => setSettingOpen(true)}>
            <Settings2 /> {t('settings.open')}
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <NotificationSettingsDialog open={isSettingOpen} onOpenChange={setSettingOpen} />
    </>
  );
}

function NotificationItem(props: {
  notification: Notification;
  title: string;
  onOpen: () => void;
}) {
  const { notification, title, onOpen } = props;
  return (
    <DropdownMenuItem onSelect={onOpen}>
      <span
        aria-hidden="true"
        className={cn(
          'size-2 shrink-0 self-start rounded-full mt-1.5',
          notification.read_at === null ? 'bg-primary' : 'bg-transparent',
        )}
      />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-sm font-medium">{title}</span>
        <span className="block truncate text-[0.8125rem] text-muted-foreground">
          {notification.text}
        </span>
      </span>
      <DateText
        iso={notification.created_at}
        className="shrink-0 self-start text-xs text-muted-foreground"
      />
    </DropdownMenuItem>
  );
}
