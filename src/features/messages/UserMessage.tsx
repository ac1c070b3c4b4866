'use client';

import { useTranslations } from 'next-intl';
import { CircleAlert, Clock, RotateCw, StickyNote, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Message } from '#contract/messages.ts';
import { DeliveryState } from '#features/messages/DeliveryState.tsx';
import { MessageAttachment } from '#features/messages/MessageAttachment.tsx';
import { useServerWords } from '#locales/useServerWords.ts';
import { Avatar } from '#ui/avatar.tsx';
import { Button } from '#ui/button.tsx';
import { cn } from '#ui/cn.ts';

/** On its way, kept until the server can be reached, or refused by it. */
export type Delivery = 'sent' | 'sending' | 'waiting' | 'refused';

type UserMessageProps = {
  message: Message;
  isOwn: boolean;
  /** What the person who wrote it is called. */
  author: string;
  delivery: Delivery;
  /** Where it stands, if not where members see it. */
  side?: 'left' | 'right';
  onRetry: () => void;
  onDiscard: () => void;
};

/** What a person wrote: one's own, and whatever operators write, to the right, others' to the left. */
export function UserMessage(props: UserMessageProps) {
  const t = useTranslations('messages');
  const words = useServerWords();
  const { message, isOwn, author, delivery, side, onRetry, onDiscard } = props;
  const isRight = side ? side === 'right' : isOwn || message.role === 'operator';
  return (
    <article
      aria-label={isOwn ? t('you') : author}
      data-delivery={delivery}
      className={cn('flex flex-col gap-1.5', isRight ? 'items-end' : 'items-start')}
    >
      {message.internal && (
        <span className="flex items-center gap-1.5 text-xs font-medium text-warning">
          <StickyNote aria-hidden="true" className="size-3.5" /> {t('note')}
        </span>
      )}
      {!isOwn && (
        <span className="flex items-center gap-2 text-xs text-muted-foreground">
          <Avatar name={author} className="size-5 text-[0.625rem]" /> {author}
        </span>
      )}
      <div
        className={cn(
          'max-w-[85%] rounded-2xl px-4 py-2.5 text-[0.9375rem] leading-relaxed break-words whitespace-pre-wrap',
          isRight ? 'rounded-br-md bg-primary-soft' : 'rounded-bl-md bg-muted',
          message.internal && 'border border-dashed border-warning/50 bg-warning-soft',
          delivery === 'refused' && 'border border-destructive/40 bg-destructive-soft',
          (delivery === 'sending' || delivery === 'waiting') && 'opacity-70',
        )}
      >
        {message.content}
      </div>
      {message.attachment && (
        <MessageAttachment message={message} attachment={message.attachment} />
      )}
      <DeliveryState message={message} />
      {delivery === 'sending' && <span className="sr-only">{t('sending')}</span>}
      {delivery === 'waiting' && (
        <Fate
          icon={<Clock aria-hidden="true" className="size-4" />}
          text={t('waiting')}
          className="text-muted-foreground"
        >
          <DiscardButton onClick={onDiscard} />
        </Fate>
      )}
      {delivery === 'refused' && (
        <Fate
          role="alert"
          icon={<CircleAlert aria-hidden="true" className="size-4" />}
          text={
            message.error_message
              ? t('notSentReason', { reason: words(message.error_message) })
              : t('notSent')
          }
          className="text-destructive"
        >
          <Button variant="ghost" size="sm" onClick={onRetry}>
            <RotateCw /> {t('retrySend')}
          </Button>
          <DiscardButton onClick={onDiscard} />
        </Fate>
      )}
    </article>
  );
}

/** What has become of an unsent message, and what can be done about it. */
function Fate(props: {
  icon: ReactNode;
  text: string;
  className: string;
  role?: 'alert';
  children: ReactNode;
}) {
  const { icon, text, className, role, children } = props;
  return (
    <div role={role} className="flex flex-wrap items-center justify-end gap-x-2 text-[0.8125rem]">
      <span className={cn('flex items-center gap-1.5', className)}>
        {icon}
        {text}
      </span>
      {children}
    </div>
  );
}

function DiscardButton({ onClick }: { onClick: () => void }) {
  const t = useTranslations('messages');
  return (
    <Button variant="ghost" size="sm" onClick={onClick}>
      <X /> {t('discard')}
    </Button>
  );
}
