'use client';

import { useTranslations } from 'next-intl';
import { trpc } from '#client/trpc.ts';
import type { Conversation } from '#contract/conversations.ts';
import { useUserId } from '#features/auth/useUserId.ts';
import { useNames } from '#features/members/useNames.ts';
import { Avatar } from '#ui/avatar.tsx';

/** Colleagues who have the same conversation open. */
export function Viewers({ conversation }: { conversation: Conversation }) {
  const t = useTranslations('live');
  const { id, workspace_id } = conversation;
  const userId = useUserId();
  const nameOf = useNames(workspace_id);
  const { data = [] } = trpc.presence.list.useQuery({ workspace_id });
  const names = data
    .filter(({ user_id, viewing }) => user_id !== userId && viewing.includes(id))
    .map(({ user_id }) => nameOf(user_id))
    .toSorted();
  return (
    <div role="status" className="flex -space-x-1.5">
      {names.length > 0 && (
        <>
          <span className="sr-only">{t('alsoHere', { names: names.join(', ') })}</span>
          {names.map((name) => (
            <span key={name} title={t('alsoHere', { names: name })}>
              <Avatar name={name} className="ring-2 ring-background" />
            </span>
          ))}
        </>
      )}
    </div>
  );
}
