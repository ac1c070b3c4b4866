'use client';

import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { trpc } from '#client/trpc.ts';
import type { Conversation, LiveStatus } from '#contract/conversations.ts';
import { useQueryParams } from '#ui/use-query-params.ts';

/** What can be done with a customer's conversation; what fails is told. */
export function useLiveActions({ id: conversation_id }: Conversation) {
  const t = useTranslations('live');
  const { client } = trpc.useUtils();
  const onError = () => void toast.error(t('actionFailed'));
  const { setParams } = useQueryParams();
  const take = trpc.live.take.useMutation({
    // It left the list of those who wait; it is not to vanish from before one's eyes.
    onSuccess: () => setParams({ list: 'mine' }, { replace: true }),
    onError: ({ data }) =>
      void toast.error(data?.code === 'CONFLICT' ? t('takenFirst') : t('actionFailed')),
  });
  const assign = trpc.live.assign.useMutation({ onError });
  const handToAi = trpc.live.handToAi.useMutation({ onError });
  const setStatus = trpc.live.setStatus.useMutation({ onError });
  const snooze = trpc.live.snooze.useMutation({ onError });
  return {
    isPending: take.isPending || assign.isPending || setStatus.isPending,
    take: () => take.mutate({ conversation_id }),
    assign: (user_id: string) => assign.mutate({ conversation_id, user_id }),
    handToAi: () => handToAi.mutate({ conversation_id }),
    setStatus: (status: LiveStatus) => setStatus.mutate({ conversation_id, status }),
    snooze: (until: string | null) => snooze.mutate({ conversation_id, until }),
    saveTranscript: (fileName: string) =>
      void client.live.transcript
        .query({ conversation_id })
        .then(({ text }) => saveText(text, fileName), onError),
  };
}

function saveText(text: string, fileName: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
