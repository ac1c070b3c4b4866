'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { trpc } from '#client/trpc.ts';
import type { Customer } from '#contract/customers.ts';
import { unreadIn } from '#client/unread.ts';
import { useUserId } from '#features/auth/useUserId.ts';
import { isWaiting, listDesk } from '#features/live/deskLists.ts';

/** The workspace's customers by id. */
export function useCustomers(workspace_id: string): ReadonlyMap<string, Customer> {
  const { data } = trpc.customers.list.useQuery({ workspace_id });
  return useMemo(() => new Map(data?.map((each) => [each.id, each])), [data]);
}

/** What a customer is called on the desk. */
export function useCustomerName(): (customer: Customer | undefined) => string {
  const t = useTranslations('live');
  return (customer) => customer?.display_name || customer?.email || t('unnamed');
}

/** Messages that the operator has not read, by conversation: of those that they have, or once looked at. */
export function useDeskUnread(workspace_id: string): ReadonlyMap<string, number> {
  const userId = useUserId();
  const { data: conversations } = trpc.conversations.list.useQuery({ workspace_id });
  const { data: own } = trpc.conversations.participants.listOwn.useQuery({ workspace_id });
  return useMemo(() => {
    const cursors = new Map(own?.map((each) => [each.conversation_id, each]));
    return new Map(
      conversations
        ?.filter(({ kind }) => kind === 'live')
        .map((each) => {
          const cursor = cursors.get(each.id);
          if (cursor) return [each.id, unreadIn(each, cursor, undefined)];
          return [each.id, each.assignee_id === userId ? each.last_seq : 0];
        }),
    );
  }, [conversations, own, userId]);
}

/** How many customers want something of this operator: those who wait for anybody, and their own with news. */
export function useDeskAttention(workspace_id: string): number {
  const userId = useUserId();
  const { data: conversations = [] } = trpc.conversations.list.useQuery({ workspace_id });
  const unread = useDeskUnread(workspace_id);
  const waiting = conversations.filter(
    (each) => each.kind === 'live' && each.last_message_at !== null && isWaiting(each),
  );
  const news = listDesk(conversations, 'mine', userId).filter(({ id }) => unread.get(id));
  return waiting.length + news.length;
}
