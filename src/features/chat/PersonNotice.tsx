'use client';

import { useTranslations } from 'next-intl';
import { UserRound, UsersRound } from 'lucide-react';
import { toast } from 'sonner';
import { trpc } from '#client/trpc.ts';
import type { ChatStatus } from '#contract/chat.ts';
import type { Conversation } from '#contract/conversations.ts';
import type { Translator } from '#locales/translator.ts';
import { Button } from '#ui/button.tsx';

type PersonNoticeProps = { conversation: Conversation; status: ChatStatus | undefined };

/** How to get a person while the AI answers, and how long that takes while one waits. */
export function PersonNotice({ conversation, status }: PersonNoticeProps) {
  const t = useTranslations('chat');

  const { mutate, isPending } = trpc.chat.requestPerson.useMutation({
    onError: () => toast.error(t('requestFailed')),
  });
  const canAsk = conversation.handler === 'ai' && conversation.live_status !== 'resolved';
  const wait = describeWait(status, t);
  return (
    <>
      <div role="status">
        {wait && (
          <p className="mb-2 flex items-center gap-2 rounded-xl bg-primary-soft px-3.5 py-2.5 text-sm text-primary-soft-foreground">
            <UsersRound aria-hidden="true" className="size-4 shrink-0" />
            {wait}
          </p>
        )}
      </div>
      {canAsk && (
        <div className="mb-2 flex justify-center">
          <Button
            variant="outline"
            size="sm"
            className="rounded-full"
            disabled={isPending}
            onClick={() => mutate({ conversation_id: conversation.id })}
          >
            <UserRound /> {t('requestPerson')}
          </Button>
        </div>
      )}
    </>
  );
}

function describeWait(status: ChatStatus | undefined, t: Translator<'chat'>): string | null {
  if (status?.position == null) return null;
  if (!status.operators.some(({ online }) => online)) return t('queueAway');
  return status.position === 1 ? t('queueFirst') : t('queue', { position: status.position });
}
