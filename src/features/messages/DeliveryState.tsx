'use client';

import { useTranslations } from 'next-intl';
import { Check, CircleAlert, Clock, RotateCw } from 'lucide-react';
import { toast } from 'sonner';
import { trpc } from '#client/trpc.ts';
import type { Message } from '#contract/messages.ts';
import { useServerWords } from '#locales/useServerWords.ts';
import { Button } from '#ui/button.tsx';

const lineClass = 'mt-1 flex items-center gap-1.5 text-xs text-muted-foreground';

/** How far a message to a customer at LINE has come, and another try where LINE has not taken it. */
export function DeliveryState({ message }: { message: Message }) {
  const t = useTranslations('messages.delivery');
  switch (message.delivery) {
    case null:
      return null;
    case 'pending':
      return (
        <p className={lineClass}>
          <Clock aria-hidden="true" className="size-3.5" /> {t('pending')}
        </p>
      );
    case 'sent':
      return (
        <p className={lineClass}>
          <Check aria-hidden="true" className="size-3.5" /> {t('sent')}
        </p>
      );
    case 'failed':
      return <Failed message={message} />;
  }
}

function Failed({ message: { id, delivery_error: reason } }: { message: Message }) {
  const t = useTranslations('messages.delivery');
  const words = useServerWords();
  const { mutate, isPending } = trpc.messages.resend.useMutation({
    onError: () => toast.error(t('resendFailed')),
  });
  return (
    <div role="alert" className="mt-1 flex flex-wrap items-center gap-x-2 text-[0.8125rem]">
      <span className="flex items-center gap-1.5 text-destructive">
        <CircleAlert aria-hidden="true" className="size-4" />
        {reason ? t('failedReason', { reason: words(reason) }) : t('failed')}
      </span>
      <Button
        variant="ghost"
        size="sm"
        disabled={isPending}
        onClick={() => mutate({ message_id: id })}
      >
        <RotateCw /> {t('resend')}
      </Button>
    </div>
  );
}
