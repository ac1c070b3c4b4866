'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { isSent } from '#client/cache/messages.ts';
import { trpc } from '#client/trpc.ts';
import type { Conversation } from '#contract/conversations.ts';
import type { Message } from '#contract/messages.ts';
import { useUserId } from '#features/auth/useUserId.ts';
import { useNames } from '#features/members/useNames.ts';

/** Who else has read to the end of a conversation between people; with a customer, whether they have. */
export function SeenBy({
  conversation,
  newest,
}: {
  conversation: Conversation;
  newest: Message | undefined;
}) {
  const t = useTranslations('messages');
  const userId = useUserId();
  const nameOf = useNames(conversation.workspace_id);
  const { data = [] } = trpc.conversations.participants.list.useQuery(
    { conversation_id: conversation.id },
    { enabled: conversation.kind !== 'ai' },
  );
  const { data: members } = trpc.workspaces.members.list.useQuery({
    workspace_id: conversation.workspace_id,
  });
  if (conversation.kind === 'ai' || !newest || !isSent(newest)) return null;
  const readers = data.filter(
    ({ user_id, read_seq }) =>
      read_seq >= newest.seq && user_id !== userId && user_id !== newest.author_id,
  );
  if (conversation.kind === 'live') {
    const isMember = (id: string) => members?.some(({ user_id }) => user_id === id) ?? true;
    const hasSeen = !newest.internal && readers.some(({ user_id }) => !isMember(user_id));
    return hasSeen && <Seen>{t('seenByCustomer')}</Seen>;
  }
  const names = readers.map(({ user_id }) => nameOf(user_id));
  if (names.length === 0) return null;
  return <Seen>{t('seenBy', { names: names.toSorted().join(', ') })}</Seen>;
}

const Seen = ({ children }: { children: ReactNode }) => (
  <p className="mt-2 text-right text-xs text-muted-foreground">{children}</p>
);
