'use client';

import { useTranslations } from 'next-intl';
import type { Message } from '#contract/messages.ts';
import { useNames } from '#features/members/useNames.ts';

/** What has happened to a conversation, in its thread. */
export function SystemMessage({ message }: { message: Message }) {
  const t = useTranslations('messages');
  const nameOf = useNames(message.workspace_id);
  const { notice } = message;
  if (!notice) return null;
  const who = notice.by ? nameOf(notice.by) : t('somebody');
  const whom = notice.to ? nameOf(notice.to) : t('somebody');
  return (
    <p className="text-center text-xs text-muted-foreground">
      {t(`notices.${notice.type}`, { who, whom })}
    </p>
  );
}
