import type { Message, MessageRef } from '#contract/messages.ts';
import { cancelMessageJob } from '#jobs/cancel.ts';
import { jobChanged } from '#services/jobs/jobChanged.ts';
import type { CallContext } from '#services/context.ts';
import { requireMessage } from '#services/messages/access.ts';
import { messageChanged } from '#services/messages/messageChanged.ts';
import { updateMessage } from '#services/messages/updateMessage.ts';
import { announce, unchanged } from '#services/transaction.ts';
import { must } from '#shared/must.ts';

/**
 * Ends an answer at once with what has been saved of it, also when no worker is alive: the job's lease is
 * taken away, so a worker that is still at it can write no more. An answer that has ended stays as it is.
 */
export async function stopMessage(ctx: CallContext, input: MessageRef): Promise<Message> {
  const { message } = await requireMessage(ctx.db, {
    userId: ctx.caller.id,
    messageId: input.message_id,
    to: 'conversations.write',
  });
  const stopped = await ctx.withTransaction(async (tx) => {
    const job = await cancelMessageJob(tx, message.id);
    if (!job) return unchanged(null);
    const updated = must(
      await updateMessage(tx, message.id, { status: 'done', stopped: true }),
      "the cancelled job's message",
    );
    return announce(updated, [
      ...(await messageChanged(tx, updated)),
      ...(await jobChanged(tx, job)),
    ]);
  });
  if (stopped) return stopped;
  const { message: current } = await requireMessage(ctx.db, {
    userId: ctx.caller.id,
    messageId: message.id,
  });
  return current;
}
