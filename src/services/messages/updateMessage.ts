import { eq, sql } from 'drizzle-orm';
import type { Message } from '#contract/messages.ts';
import type { Transaction } from '#db/client.ts';
import { messageColumns, messages } from '#db/schema/messages.ts';

type MessageChange = Pick<Message, 'status'> &
  Partial<
    Pick<
      Message,
      | 'content'
      | 'citations'
      | 'model'
      | 'stopped'
      | 'error_message'
      | 'delivery'
      | 'delivery_error'
    >
  >;

/** Null when the message is gone. */
export async function updateMessage(
  tx: Transaction,
  messageId: string,
  change: MessageChange,
): Promise<Message | null> {
  const [message] = await tx
    .update(messages)
    .set({ error_message: null, ...change, version: sql`${messages.version} + 1` })
    .where(eq(messages.id, messageId))
    .returning(messageColumns);
  return message ?? null;
}

/** An AI message as it is before an attempt to answer. */
export const unanswered = {
  status: 'pending',
  content: '',
  citations: [],
  stopped: false,
  delivery: null,
  delivery_error: null,
} satisfies MessageChange;
