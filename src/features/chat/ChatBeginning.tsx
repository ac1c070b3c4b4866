'use client';

import { useTranslations } from 'next-intl';
import { useSendMessage } from '#client/useSendMessage.ts';
import { optimisticMessage } from '#client/optimisticMessage.ts';
import type { Chat } from '#contract/chat.ts';
import type { FirstMessage } from '#features/chat/firstMessages.ts';
import { UserMessage } from '#features/messages/UserMessage.tsx';
import { LogoMark } from '#ui/logo.tsx';

type ChatBeginningProps = {
  chat: Chat;
  /** What has been written, until there is a conversation for it. */
  first: readonly FirstMessage[];
  onDiscard: (clientId: string) => void;
};

/** Before the first answer: the workspace's greeting, and what the customer has written. */
export function ChatBeginning({ chat, first, onDiscard }: ChatBeginningProps) {
  const t = useTranslations('chat');

  const { isWaiting } = useSendMessage();
  const { greeting, ai_enabled, customer } = chat;
  const messageOf = ({ client_id, content, created_at }: FirstMessage) =>
    optimisticMessage(
      {
        workspace_id: customer.workspace_id,
        conversation_id: '',
        author_id: null,
        role: 'visitor',
        content,
      },
      { clientId: client_id, now: new Date(created_at) },
    );
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto grid w-full max-w-3xl gap-7 px-4 py-6 sm:px-8">
        <div className="flex gap-2.5">
          <LogoMark className="mt-0.5 size-6" />
          <div className="min-w-0 rounded-2xl rounded-tl-md bg-muted px-4 py-3 text-[0.9375rem] leading-relaxed">
            <p className="font-medium break-words whitespace-pre-line">
              {greeting || t('greeting')}
            </p>
            <p className="mt-1 text-sm text-muted-foreground">
              {ai_enabled ? t('greetingAi') : t('greetingPeople')}
            </p>
          </div>
        </div>
        {first.map((message) => (
          <UserMessage
            key={message.client_id}
            message={messageOf(message)}
            isOwn
            author={t('you')}
            delivery={isWaiting ? 'waiting' : 'sending'}
            onRetry={() => {}}
            onDiscard={() => onDiscard(message.client_id)}
          />
        ))}
      </div>
    </div>
  );
}
