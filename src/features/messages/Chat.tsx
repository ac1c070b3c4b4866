'use client';

import { useTranslations } from 'next-intl';
import { MessagesSquare } from 'lucide-react';
import { type ReactNode, useCallback, useState } from 'react';
import { isSent } from '#client/cache/messages.ts';
import { trpc } from '#client/trpc.ts';
import { useSendMessage } from '#client/useSendMessage.ts';
import type { Citation } from '#contract/citations.ts';
import type { Conversation } from '#contract/conversations.ts';
import type { Message } from '#contract/messages.ts';
import { useUserId } from '#features/auth/useUserId.ts';
import { useMarkRead } from '#features/conversations/useMarkRead.ts';
import type { OpenDocument } from '#features/documents/useOpenDocument.ts';
import { useNames } from '#features/members/useNames.ts';
import { AiMessage } from '#features/messages/AiMessage.tsx';
import { openNumber, toSource } from '#features/messages/citationSource.ts';
import { EmptyChat } from '#features/messages/EmptyChat.tsx';
import { FollowUps } from '#features/messages/FollowUps.tsx';
import { MessageList } from '#features/messages/MessageList.tsx';
import { SeenBy } from '#features/messages/SeenBy.tsx';
import { SystemMessage } from '#features/messages/SystemMessage.tsx';
import { useMessages } from '#features/messages/useMessages.ts';
import { type Delivery, UserMessage } from '#features/messages/UserMessage.tsx';
import {
  type Send,
  WritingPlace,
  type WritingPlaceProps,
} from '#features/messages/WritingPlace.tsx';
import { TypingIndicator } from '#features/typing/TypingIndicator.tsx';
import { Empty } from '#ui/empty.tsx';
import { LoadFailed } from '#ui/load-failed.tsx';
import { Skeleton } from '#ui/skeleton.tsx';

type ChatProps = {
  conversation: Conversation;
  /** Who else writes just now. */
  typing: readonly string[];
  openSource: OpenDocument | null;
  onOpenSource: (source: OpenDocument) => void;
  /** What the customer of a live conversation is called. */
  customerName?: string;
  /** In the place of the usual one. */
  renderWritingPlace?: (place: WritingPlaceProps) => ReactNode;
};

/** The messages of a conversation and where one writes the next. */
export function Chat(props: ChatProps) {
  const { conversation, typing, openSource, onOpenSource, customerName } = props;
  const { renderWritingPlace = (place) => <WritingPlace {...place} /> } = props;
  const { id: conversation_id, workspace_id } = conversation;
  const userId = useUserId();
  const { messages, error, reload, ...older } = useMessages(conversation_id);
  const { send, retry, discard, isWaiting } = useSendMessage();
  const [sentCount, setSentCount] = useState(0);

  const markRead = useMarkRead(conversation_id);
  const onSeen = useCallback(
    (newest: Message) => isSent(newest) && markRead(newest.seq),
    [markRead],
  );
  const readSeq = useReadSeq(conversation);
  const nameOf = useNames(workspace_id);
  const isLive = conversation.kind === 'live';
  const ask: Send = (content, of = {}) => {
    setSentCount((count) => count + 1);
    send({ workspace_id, conversation_id, content, ...of });
  };
  const onOpen = useCallback(
    (message: Message, citation: Citation) => onOpenSource(toSource(message, citation)),
    [onOpenSource],
  );
  const renderMessage = (message: Message) => {
    if (message.role === 'system') return <SystemMessage message={message} />;
    if (message.role === 'ai')
      return (
        <AiMessage
          message={message}
          openN={openNumber(openSource, message)}
          onOpen={onOpen}
          canRegenerate={!isLive}
        />
      );
    return (
      <UserMessage
        message={message}
        isOwn={message.author_id === userId}
        author={
          message.role === 'visitor' && customerName ? customerName : nameOf(message.author_id)
        }
        delivery={deliveryOf(message, isWaiting)}
        onRetry={() => retry(message)}
        onDiscard={() => discard(message)}
      />
    );
  };

  return (
    <>
      {messages && messages.length > 0 ? (
        <MessageList
          {...{ messages, renderMessage, sentCount, onSeen, readSeq }}
          {...older}
          footer={<Footer conversation={conversation} newest={messages.at(-1)} onAsk={ask} />}
        />
      ) : (
        <Middle>
          {messages ? (
            <Beginning conversation={conversation} onAsk={ask} />
          ) : (
            <Missing hasFailed={error !== null} onRetry={reload} />
          )}
        </Middle>
      )}
      <div className="mx-auto w-full max-w-3xl shrink-0 px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-8">
        <TypingIndicator names={typing.map((id) => nameOf(id, customerName))} />
        {renderWritingPlace({ conversation, writingId: findWriting(messages), onSend: ask })}
      </div>
    </>
  );
}

function Footer({
  conversation,
  newest,
  onAsk,
}: {
  conversation: Conversation;
  newest: Message | undefined;
  onAsk: (question: string) => void;
}) {
  const { kind, workspace_id } = conversation;
  return (
    <>
      {kind === 'ai' && <FollowUps workspaceId={workspace_id} {...{ newest, onAsk }} />}
      <SeenBy conversation={conversation} newest={newest} />
    </>
  );
}

/** How far the reader has read; null until that is known. */
function useReadSeq({ id, workspace_id }: Conversation): number | null {
  const { data } = trpc.conversations.participants.listOwn.useQuery({ workspace_id });
  return data ? (data.find(({ conversation_id }) => conversation_id === id)?.read_seq ?? 0) : null;
}

function deliveryOf(message: Message, isWaiting: boolean): Delivery {
  if (isSent(message)) return 'sent';
  if (message.status === 'error') return 'refused';
  return isWaiting ? 'waiting' : 'sending';
}

/** The newest answer that is not finished. */
function findWriting(messages: readonly Message[] | undefined): string | null {
  const writing = messages?.findLast(
    ({ role, status }) => role === 'ai' && (status === 'pending' || status === 'running'),
  );
  return writing?.id ?? null;
}

function Beginning({
  conversation,
  onAsk,
}: {
  conversation: Conversation;
  onAsk: (question: string) => void;
}) {
  const t = useTranslations('messages');
  if (conversation.kind === 'ai')
    return <EmptyChat workspaceId={conversation.workspace_id} onAsk={onAsk} />;
  if (conversation.kind === 'live')
    return <Empty icon={<MessagesSquare />} title={t('emptyLiveTitle')} />;
  return (
    <Empty icon={<MessagesSquare />} title={t('emptyTeamTitle')}>
      <p>{t('emptyTeam')}</p>
    </Empty>
  );
}

function Middle({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
      <div className="m-auto w-full max-w-3xl px-4 py-6 sm:px-8">{children}</div>
    </div>
  );
}

function Missing({ hasFailed, onRetry }: { hasFailed: boolean; onRetry: () => void }) {
  const t = useTranslations('messages');
  if (hasFailed)
    return <LoadFailed message={t('loadFailed')} retryLabel={t('retryLoad')} onRetry={onRetry} />;
  return (
    <div role="status" className="grid gap-6">
      <span className="sr-only">{t('loading')}</span>
      <Skeleton className="h-10 w-1/2 justify-self-end rounded-2xl" />
      <Skeleton className="h-24 w-full" />
      <Skeleton className="h-10 w-2/5 justify-self-end rounded-2xl" />
      <Skeleton className="h-32 w-full" />
    </div>
  );
}
