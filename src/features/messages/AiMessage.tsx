'use client';

import { useTranslations } from 'next-intl';
import { RotateCw } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { toast } from 'sonner';
import { trpc } from '#client/trpc.ts';
import type { Citation } from '#contract/citations.ts';
import type { Message } from '#contract/messages.ts';
import { AnswerMarkdown } from '#features/messages/AnswerMarkdown.tsx';
import { AnswerProgress } from '#features/messages/AnswerProgress.tsx';
import { CitationsProvider } from '#features/messages/CitationRef.tsx';
import { DeliveryState } from '#features/messages/DeliveryState.tsx';
import { Sources } from '#features/messages/Sources.tsx';
import { useServerWords } from '#locales/useServerWords.ts';
import { Button } from '#ui/button.tsx';
import { CopyButton } from '#ui/copy-button.tsx';
import { IconButton } from '#ui/icon-button.tsx';
import { LogoMark } from '#ui/logo.tsx';
import { Notice } from '#ui/notice.tsx';

type AiMessageProps = {
  message: Message;
  /** The number of the citation whose source is open. */
  openN: number | null;
  onOpen: (message: Message, citation: Citation) => void;
  /** Not where a customer has read it. */
  canRegenerate?: boolean;
};

/** An answer: awaited, being written, done with its sources, or failed. */
export const AiMessage = memo(function AiMessage(props: AiMessageProps) {
  const t = useTranslations('messages');
  const { message, openN, onOpen, canRegenerate = true } = props;
  const isWriting = message.status === 'pending' || message.status === 'running';
  const open = (citation: Citation) => onOpen(message, citation);
  const { citations } = message;
  return (
    <article
      aria-label={t('assistant')}
      aria-busy={isWriting}
      data-status={message.status}
      className="flex gap-3"
    >
      <LogoMark className="mt-0.5 size-7" />
      <div className="min-w-0 flex-1 text-[0.9375rem]">
        {message.content !== '' && (
          <CitationsProvider {...{ citations, openN }} onOpen={open}>
            <AnswerMarkdown text={message.content} isWriting={isWriting} />
          </CitationsProvider>
        )}
        <Outcome message={message} />
        <DeliveryState message={message} />
        {!isWriting && <Sources citations={citations} openN={openN} onOpen={open} />}
        {message.status === 'done' && canRegenerate && <Actions message={message} />}
      </div>
    </article>
  );
});

function Outcome({ message }: { message: Message }): ReactNode {
  const t = useTranslations('messages');
  switch (message.status) {
    case 'pending':
    case 'running':
      return <AnswerProgress message={message} />;
    case 'error':
      return <Failure message={message} />;
    case 'done':
      return (
        message.stopped && (
          <p className="mt-2 text-[0.8125rem] text-muted-foreground">{t('stopped')}</p>
        )
      );
  }
}

function useRegenerate({ id }: Message) {
  const t = useTranslations('messages');
  const { mutate, isPending } = trpc.messages.regenerate.useMutation({
    onError: () => toast.error(t('regenerateFailed')),
  });
  return { regenerate: () => mutate({ message_id: id }), isStarting: isPending };
}

function Failure({ message }: { message: Message }) {
  const t = useTranslations('messages');
  const words = useServerWords();
  const { regenerate, isStarting } = useRegenerate(message);
  return (
    <Notice tone="destructive" role="alert" className={message.content === '' ? '' : 'mt-3'}>
      <p>{message.error_message ? words(message.error_message) : t('unknownError')}</p>
      <Button
        variant="outline"
        size="sm"
        className="mt-2.5 text-foreground"
        disabled={isStarting}
        onClick={regenerate}
      >
        <RotateCw /> {t('tryAgain')}
      </Button>
    </Notice>
  );
}

function Actions({ message }: { message: Message }) {
  const t = useTranslations('messages');
  const { regenerate, isStarting } = useRegenerate(message);
  const { model } = message;
  return (
    <div className="mt-2 -ml-2 flex items-center gap-0.5 text-muted-foreground">
      <CopyButton
        text={message.content}
        label={t('copy')}
        copiedLabel={t('copied')}
        failedLabel={t('copyFailed')}
      />
      <IconButton label={t('regenerate')} disabled={isStarting} onClick={regenerate}>
        <RotateCw />
      </IconButton>
      {model && (
        <span className="ml-2 truncate text-xs">
          {model === 'extractive' ? t('extractive') : model}
        </span>
      )}
    </div>
  );
}
