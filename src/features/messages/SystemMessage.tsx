'use client';

import type { Message } from '#contract/messages.ts';
import { useNames } from '#features/members/useNames.ts';
import { messagesTexts as texts } from '#features/messages/messagesTexts.ts';

/** What has happened to a conversation, in its thread. */
export function SystemMessage({ message }: { message: Message }) {
  const nameOf = useNames(message.workspace_id);
  const { notice } = message;
  if (!notice) return null;
  const who = notice.by ? nameOf(notice.by) : null;
  const whom = notice.to ? nameOf(notice.to) : null;
  return (
    <p className="text-center text-xs text-muted-foreground">
      {texts.notices[notice.type](who, whom)}
    </p>
  );
}
