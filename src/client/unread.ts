import type { Conversation } from '#contract/conversations.ts';
import type { Participant } from '#contract/participants.ts';

type Counted = Pick<Conversation, 'kind' | 'last_seq' | 'last_message_at'>;

/**
 * How many messages of a conversation somebody has not read. Between people everybody counts, from when they
 * came into the workspace on; in talks with the AI and with customers, who has read or written there.
 */
export function unreadIn(
  { kind, last_seq, last_message_at }: Counted,
  own: Pick<Participant, 'read_seq'> | undefined,
  memberSince: string | undefined,
): number {
  if (own) return Math.max(0, last_seq - own.read_seq);
  const isNews =
    last_message_at !== null && memberSince !== undefined && last_message_at > memberSince;
  return kind === 'team' && isNews ? last_seq : 0;
}
