'use client';

import { useTranslations } from 'next-intl';
import { Clock } from 'lucide-react';
import Link from 'next/link';
import type { Conversation } from '#contract/conversations.ts';
import type { Customer } from '#contract/customers.ts';
import { useUserId } from '#features/auth/useUserId.ts';
import type { DeskTab } from '#features/live/deskLists.ts';
import { useCustomerName } from '#features/live/useDesk.ts';
import { useNames } from '#features/members/useNames.ts';
import { Avatar } from '#ui/avatar.tsx';
import { cn } from '#ui/cn.ts';
import { CountBadge } from '#ui/count-badge.tsx';
import { DateText } from '#ui/date-text.tsx';

type DeskListItemProps = {
  conversation: Conversation;
  customer: Customer | undefined;
  unread: number;
  isOpen: boolean;
  /** The list stays as it is when a conversation is opened. */
  tab: DeskTab;
};

export function DeskListItem({ conversation, customer, unread, isOpen, tab }: DeskListItemProps) {
  const t = useTranslations('live');
  const { id, workspace_id, title, last_message_at, snoozed_until } = conversation;
  const name = useCustomerName()(customer);
  const handler = useHandler(conversation);
  return (
    <li>
      <Link
        href={`/w/${workspace_id}/live/${id}?list=${tab}`}
        aria-current={isOpen ? 'page' : undefined}
        className="flex gap-3 rounded-lg px-2.5 py-2.5 hover:bg-accent aria-[current=page]:bg-accent"
      >
        <Avatar name={name} picture={customer?.picture_url} className="size-9" />
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2">
            <span className={cn('min-w-0 flex-1 truncate text-sm', unread > 0 && 'font-semibold')}>
              {name}
            </span>
            {last_message_at && (
              <DateText
                iso={last_message_at}
                className="shrink-0 text-xs text-muted-foreground tabular-nums"
              />
            )}
          </span>
          <span className="flex items-center gap-2">
            <span className="min-w-0 flex-1 truncate text-[0.8125rem] text-muted-foreground">
              {title}
            </span>
            <CountBadge count={unread} label={t('unread', { count: unread })} />
          </span>
          <span className="mt-0.5 flex items-center gap-1.5 text-xs text-muted-foreground">
            {customer?.channel === 'line' && <span>{t('channels.line')} ·</span>}
            <span className={cn(handler.isWaiting && 'font-medium text-warning')}>
              {handler.text}
            </span>
            {snoozed_until && (
              <>
                <Clock aria-hidden="true" className="size-3" /> {t('snoozed')}
              </>
            )}
          </span>
        </span>
      </Link>
    </li>
  );
}

/** Who has the conversation, in words. */
export function useHandler({ handler, assignee_id, live_status, workspace_id }: Conversation): {
  text: string;
  isWaiting: boolean;
} {
  const t = useTranslations('live');
  const userId = useUserId();
  const nameOf = useNames(workspace_id);
  if (live_status === 'resolved') return { text: t('status.resolved'), isWaiting: false };
  if (handler === 'ai') return { text: t('with.ai'), isWaiting: false };
  if (assignee_id === null) return { text: t('with.nobody'), isWaiting: true };
  const text =
    assignee_id === userId ? t('with.you') : t('with.other', { name: nameOf(assignee_id) });
  return { text, isWaiting: false };
}
