'use client';

import { isSent } from '#client/cache/messages.ts';
import { trpc } from '#client/trpc.ts';
import type { Conversation } from '#contract/conversations.ts';
import type { Message } from '#contract/messages.ts';
import { useUserId } from '#features/auth/useUserId.ts';
import { useNames } from '#features/members/useNames.ts';
import { messagesTexts as texts } from '#features/messages/messagesTexts.ts';

/** Who else has read to the end of a conversation between people. */
export function SeenBy({
  conversation,
  newest,
}: {
  conversation: Conversation;
  newest: Message | undefined;
}) {
  const userId = useUserId();
  const nameOf = useNames(conversation.workspace_id);
  const { data = [] } = trpc.conversations.participants.list.useQuery(
    { conversation_id: conversation.id },
    { enabled: conversation.kind === 'team' },
  );
  if (conversation.kind !== 'team' || !newest || !isSent(newest)) return null;
  const names = data
    .filter(
      ({ user_id, read_seq }) =>
        read_seq >= newest.seq && user_id !== userId && user_id !== newest.author_id,
    )
    .map(({ user_id }) => nameOf(user_id));
  if (names.length === 0) return null;
  return (
    <p className="mt-2 text-right text-xs text-muted-foreground">
      {texts.seenBy(names.toSorted().join(', '))}
    </p>
  );
}
