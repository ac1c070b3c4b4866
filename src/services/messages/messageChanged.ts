import type { Message } from '#contract/messages.ts';
import type { Transaction } from '#db/client.ts';
import { type ScopedEvent, tell } from '#events/append.ts';
import { audienceOf } from '#services/conversations/audience.ts';
import { messageStatusUpdated } from '#services/messages/messageEvents.ts';

/** A message's new status, for everybody who may read it. */
export async function messageChanged(
  tx: Pick<Transaction, 'select'>,
  message: Message,
): Promise<[ScopedEvent, ...ScopedEvent[]]> {
  const { everyone, members } = await audienceOf(tx, message.conversation_id);
  return tell(message.internal ? members : everyone, messageStatusUpdated(message));
}
