'use client';

import { CircleAlert, RotateCw, X } from 'lucide-react';
import type { Message } from '#contract/messages.ts';
import { messagesTexts as texts } from '#features/messages/messagesTexts.ts';
import { Button } from '#ui/button.tsx';
import { cn } from '#ui/cn.ts';

type UserMessageProps = {
  message: Message;
  isOwn: boolean;
  /** The server has not confirmed it: on its way, or not sent. */
  isUnsent: boolean;
  onRetry: () => void;
  onDiscard: () => void;
};

/** What a person wrote: one's own to the right, a teammate's to the left. */
export function UserMessage({ message, isOwn, isUnsent, onRetry, onDiscard }: UserMessageProps) {
  const isFailed = isUnsent && message.status === 'error';
  return (
    <article
      aria-label={isOwn ? texts.you : texts.teammate}
      className={cn('flex flex-col gap-1.5', isOwn ? 'items-end' : 'items-start')}
    >
      {!isOwn && <span className="text-xs text-muted-foreground">{texts.teammate}</span>}
      <div
        className={cn(
          'max-w-[85%] rounded-2xl px-4 py-2.5 text-[0.9375rem] leading-relaxed break-words whitespace-pre-wrap',
          isOwn ? 'rounded-br-md bg-primary-soft' : 'rounded-bl-md bg-muted',
          isFailed && 'border border-destructive/40 bg-destructive-soft',
          isUnsent && !isFailed && 'opacity-70',
        )}
      >
        {message.content}
      </div>
      {isUnsent && !isFailed && <span className="sr-only">{texts.sending}</span>}
      {isFailed && (
        <div
          className="flex flex-wrap items-center justify-end gap-x-2 text-[0.8125rem]"
          role="alert"
        >
          <span className="flex items-center gap-1.5 text-destructive">
            <CircleAlert aria-hidden="true" className="size-4" />
            {message.error_message ? texts.notSentReason(message.error_message) : texts.notSent}
          </span>
          <Button variant="ghost" size="sm" onClick={onRetry}>
            <RotateCw /> {texts.retrySend}
          </Button>
          <Button variant="ghost" size="sm" onClick={onDiscard}>
            <X /> {texts.discard}
          </Button>
        </div>
      )}
    </article>
  );
}
