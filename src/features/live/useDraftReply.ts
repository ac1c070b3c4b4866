'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { trpc } from '#client/trpc.ts';
import type { Draft } from '#contract/live.ts';

/** What the documents say to the customer's last question, asked for by an operator. */
export function useDraftReply(conversation_id: string) {
  const t = useTranslations('live');
  const { client } = trpc.useUtils();
  const [found, setFound] = useState<Draft | null>(null);
  const [isPending, setIsPending] = useState(false);
  const start = () => {
    if (isPending) return;
    setIsPending(true);
    client.live.draft
      .query({ conversation_id })
      .then(setFound, () => void toast.error(t('reply.draftFailed')))
      .finally(() => setIsPending(false));
  };
  return { found, isPending, start, discard: () => setFound(null) };
}
