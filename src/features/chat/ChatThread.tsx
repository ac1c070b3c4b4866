'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useMemo } from 'react';
import { isSent } from '#client/cache/messages.ts';
import { trpc } from '#client/trpc.ts';
import { useSendMessage } from '#client/useSendMessage.ts';
import type { Conversation } from '#contract/conversations.ts';
import type { Message } from '#contract/messages.ts';
import { useUserId } from '#features/auth/useUserId.ts';
import { ChatAnswer } from '#features/chat/ChatMessage.tsx';
import {
  countUnread,
  describeNotice,
  isOwn,
  isShown,
  type NameOf,
} from '#features/chat/customerMessages.ts';
import { useHost } from '#features/chat/HostProvider.tsx';
import { useMarkRead } from '#features/conversations/useMarkRead.ts';
import { MessageList } from '#features/messages/MessageList.tsx';
import { useMessages } from '#features/messages/useMessages.ts';
import { type Delivery, UserMessage } from '#features/messages/UserMessage.tsx';
import { LoadFailed } from '#ui/load-failed.tsx';
import { Skeleton } from '#ui/skeleton.tsx';

type ChatThreadProps = {
  conversation: Conversation;
  nameOf: NameOf;
  /** Changes when the customer has written, to follow it. */
  sentCount: number;
};

/** The conversation as its customer sees it. */
export function ChatThread({ conversation, nameOf, sentCount }: ChatThreadProps) {
  const t = useTranslations('messages');
  const tChat = useTranslations('chat');

  const { messages: all, error, reload, ...older } = useMessages(conversation.id);
  const messages = useMemo(() => all?.filter(isShown), [all]);
  const { retry, discard, isWaiting } = useSendMessage();
  const readSeq = useReadSeq(conversation.id);
  const onSeen = useSeen(conversation.id);
  useUnreadBadge(messages, readSeq);

  if (!messages)
    return (
      <div className="mx-auto grid w-full max-w-3xl flex-1 content-start gap-6 px-4 py-6 sm:px-8">
        {error === null ? (
          <Loading />
        ) : (
          <LoadFailed message={t('loadFailed')} retryLabel={t('retryLoad')} onRetry={reload} />
        )}
      </div>
    );
  const renderMessage = (message: Message) => {
    if (message.role === 'ai') return <ChatAnswer message={message} />;
    if (message.role === 'system')
      return (
        <p className="text-center text-xs text-muted-foreground">
          {describeNotice(message, nameOf, tChat)}
        </p>
      );
    return (
      <UserMessage
        message={message}
        isOwn={isOwn(message)}
        side={isOwn(message) ? 'right' : 'left'}
        author={nameOf(message.author_id) ?? tChat('operator')}
        delivery={deliveryOf(message, isWaiting)}
        onRetry={() => retry(message)}
        onDiscard={() => discard(message)}
      />
    );
  };
  // An empty log would have nothing to scroll to.
  if (messages.length === 0) return <div className="flex-1" />;
  return <MessageList {...{ messages, renderMessage, sentCount, onSeen, readSeq }} {...older} />;
}

function deliveryOf(message: Message, isWaiting: boolean): Delivery {
  if (isSent(message)) return 'sent';
  if (message.status === 'error') return 'refused';
  return isWaiting ? 'waiting' : 'sending';
}

/** How far the customer has read in this browser; null until that is known. */
function useReadSeq(conversation_id: string): number | null {
  const userId = useUserId();
  const { data } = trpc.conversations.participants.list.useQuery({ conversation_id });
  return data ? (data.find(({ user_id }) => user_id === userId)?.read_seq ?? 0) : null;
}

/** What stands in a closed frame is before nobody's eyes. */
function useSeen(conversationId: string): (newest: Message) => void {
  const markRead = useMarkRead(conversationId);
  const { host } = useHost();
  const isVisible = host.status !== 'embedding' || host.is_shown;
  return useCallback(
    (newest: Message) => {
      if (isVisible && isSent(newest)) markRead(newest.seq);
    },
    [isVisible, markRead],
  );
}

/** The page around the chat shows on its button what waits. */
function useUnreadBadge(messages: readonly Message[] | undefined, readSeq: number | null): void {
  const { tell } = useHost();
  const unread = messages && readSeq !== null ? countUnread(messages, readSeq) : 0;
  useEffect(() => tell({ type: 'state', unread, has_conversation: true }), [tell, unread]);
}

function Loading() {
  const t = useTranslations('messages');

  return (
    <div role="status" className="grid gap-6">
      <span className="sr-only">{t('loading')}</span>
      <Skeleton className="h-10 w-1/2 justify-self-end rounded-2xl" />
      <Skeleton className="h-24 w-full" />
    </div>
  );
}
