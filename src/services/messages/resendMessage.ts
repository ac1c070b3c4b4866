import { eq } from 'drizzle-orm';
import type { Message, MessageRef } from '#contract/messages.ts';
import { messageColumns, messages } from '#db/schema/messages.ts';
import type { CallContext } from '#services/context.ts';
import { AppError, notFound } from '#services/errors.ts';
import { enqueuePushAgain } from '#services/line/enqueueTask.ts';
import { requireMessage } from '#services/messages/access.ts';
import { messageChanged } from '#services/messages/messageChanged.ts';
import { updateMessage } from '#services/messages/updateMessage.ts';
import { announce, unchanged } from '#services/transaction.ts';
import { must } from '#shared/must.ts';

/**
 * Tries again to deliver what could not be. While that is under way, and once it is there, nothing happens.
 * @throws AppError BAD_REQUEST for a message that has nowhere to go
 */
export async function resendMessage(ctx: CallContext, input: MessageRef): Promise<Message> {
  const { message } = await requireMessage(ctx.db, {
    userId: ctx.caller.id,
    messageId: input.message_id,
    to: 'customers.answer',
  });
  if (message.delivery === null)
    throw new AppError('BAD_REQUEST', 'Only a message to LINE can be delivered again');
  return ctx.withTransaction(async (tx) => {
    const [locked] = await tx
      .select(messageColumns)
      .from(messages)
      .where(eq(messages.id, message.id))
      .for('update');
    if (!locked) throw notFound('Message');
    if (locked.delivery !== 'failed') return unchanged(locked);
    const updated = must(
      await updateMessage(tx, locked.id, {
        status: locked.status,
        delivery: 'pending',
        delivery_error: null,
      }),
      'the locked message',
    );
    await enqueuePushAgain(tx, updated);
    return announce(updated, await messageChanged(tx, updated));
  });
}
