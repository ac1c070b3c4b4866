'use client';

import { useTranslations } from 'next-intl';
import { memo, useState } from 'react';
import type { Message } from '#contract/messages.ts';
import { ChatQuotes } from '#features/chat/ChatQuotes.tsx';
import { AnswerMarkdown } from '#features/messages/AnswerMarkdown.tsx';
import { CitationsProvider } from '#features/messages/CitationRef.tsx';
import { LogoMark } from '#ui/logo.tsx';
import { Notice } from '#ui/notice.tsx';
import { TypingDots } from '#ui/typing-dots.tsx';

/** An answer of the AI as a customer sees it, with the quotes that it stands on. */
export const ChatAnswer = memo(function ChatAnswer({ message }: { message: Message }) {
  const t = useTranslations('chat');

  const [openN, setOpenN] = useState<number | null>(null);
  const { citations, content, status, stopped } = message;
  const isWriting = status === 'pending' || status === 'running';
  return (
    <article
      aria-label={t('assistant')}
      aria-busy={isWriting}
      data-status={status}
      className="flex gap-2.5"
    >
      <LogoMark className="mt-0.5 size-6" />
      <div className="min-w-0 flex-1 text-[0.9375rem]">
        <p className="mb-1 text-xs text-muted-foreground">{t('assistant')}</p>
        {content !== '' && (
          <CitationsProvider {...{ citations, openN }} onOpen={({ n }) => setOpenN(n)}>
            <AnswerMarkdown text={content} isWriting={isWriting} />
          </CitationsProvider>
        )}
        {isWriting && (
          <div className="flex min-h-6 items-center gap-2.5 text-sm text-muted-foreground">
            <TypingDots />
            <span className={content === '' ? '' : 'sr-only'}>{t('writing')}</span>
          </div>
        )}
        {status === 'error' && <Notice tone="warning">{t('answerFailed')}</Notice>}
        {stopped && <p className="mt-2 text-[0.8125rem] text-muted-foreground">{t('stopped')}</p>}
        {!isWriting && <ChatQuotes citations={citations} openN={openN} onOpen={setOpenN} />}
      </div>
    </article>
  );
});
