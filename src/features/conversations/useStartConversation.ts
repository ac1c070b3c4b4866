'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { toast } from 'sonner';
import { trpc } from '#client/trpc.ts';
import type { Conversation } from '#contract/conversations.ts';

/** Goes to an empty conversation with the AI, which is private until it is shared: one that this person has begun and not used, else a new one. */
export function useStartConversation(workspaceId: string) {
  const t = useTranslations('conversations');
  const router = useRouter();
  const utils = trpc.useUtils();
  const { data: me } = trpc.me.get.useQuery();
  const open = ({ id }: Conversation) => router.push(`/w/${workspaceId}/c/${id}`);
  const create = trpc.conversations.create.useMutation({
    onSuccess: open,
    onError: () => toast.error(t('createFailed')),
  });
  const start = () => {
    const known = utils.conversations.list.getData({ workspace_id: workspaceId });
    const unused = known?.find(
      ({ kind, title, last_message_at, created_by }) =>
        kind === 'ai' && title === '' && last_message_at === null && created_by === me?.id,
    );
    if (unused) open(unused);
    else create.mutate({ workspace_id: workspaceId, kind: 'ai', visibility: 'private' });
  };
  return { start, isStarting: create.isPending };
}
