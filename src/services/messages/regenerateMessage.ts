import { and, eq } from 'drizzle-orm';
import type { Message, MessageRef } from '#contract/messages.ts';
import type { Transaction } from '#db/client.ts';
import { messageColumns, messages } from '#db/schema/messages.ts';
import { enqueueJob } from '#jobs/enqueue.ts';
import { jobChanged } from '#services/jobs/jobChanged.ts';
import type { CallContext } from '#services/context.ts';
import { lockConversation } from '#services/conversations/lockConversation.ts';
import { AppError, notFound } from '#services/errors.ts';
import { requireMessage } from '#services/messages/access.ts';
import { messageChanged } from '#services/messages/messageChanged.ts';
import { unanswered, updateMessage } from '#services/messages/updateMessage.ts';
import { announce, unchanged } from '#services/transaction.ts';
import { must } from '#shared/must.ts';

/**
 * Answers anew, in the same message. A second call while that is under way changes nothing.
 * @throws AppError BAD_REQUEST for a person's message, CONFLICT where a person answers the customer
 */
export async function regenerateMessage(ctx: CallContext, input: MessageRef): Promise<Message> {
  const { message } = await requireMessage(ctx.db, {
    userId: ctx.caller.id,
    messageId: input.message_id,
    to: 'conversations.write',
  });
  if (message.role !== 'ai') throw new AppError('BAD_REQUEST', 'Only an answer can be regenerated');
  return ctx.withTransaction(async (tx) => {
    await requireAiHasIt(tx, message);
    const [current] = await tx
      .select(messageColumns)
      .from(messages)
      .where(and(eq(messages.workspace_id, message.workspace_id), eq(messages.id, message.id)))
      .for('update');
    if (!current) throw notFound('Message');
    if (current.status === 'pending' || current.status === 'running') return unchanged(current);
    const updated = must(await updateMessage(tx, current.id, unanswered), 'the locked message');
    const job = await enqueueJob(tx, {
      job_type: 'answer',
      workspace_id: current.workspace_id,
      message_id: current.id,
      conversation_id: current.conversation_id,
    });
    return announce(updated, [
      ...(await messageChanged(tx, updated)),
      ...(await jobChanged(tx, job)),
    ]);
  });
}

/** Under the conversation's lock, so that the AI is silent once a person has taken over. */
async function requireAiHasIt(tx: Transaction, message: Message): Promise<void> {
  const { kind, handler } = await lockConversation(tx, {
    workspaceId: message.workspace_id,
    conversationId: message.conversation_id,
  });
  if (kind === 'live' && handler !== 'ai')
    throw new AppError('CONFLICT', 'A person answers this customer');
}
