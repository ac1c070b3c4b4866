import { and, eq, inArray } from 'drizzle-orm';
import type { Message } from '#contract/messages.ts';
import { jobs } from '#db/schema/jobs.ts';
import { messages } from '#db/schema/messages.ts';
import { type ClaimedJob, held } from '#jobs/lease.ts';
import type { ServiceContext } from '#services/context.ts';
import { conversationRoom } from '#services/conversations/room.ts';
import { DeltaPublisher } from '#services/messages/deltaPublisher.ts';
import type { RunMeter } from '#services/runs/runMeter.ts';
import { unchanged } from '#services/transaction.ts';
import { logger } from '#shared/logger.ts';

type Writing = {
  job: ClaimedJob;
  answer: Message;
  /** The answer's pieces as they are made, until `signal` aborts. */
  write: (signal: AbortSignal) => AsyncIterable<string>;
  meter: RunMeter;
};

/**
 * The whole answer. While it is made, its pieces go out to the conversation's room, and what there is of it
 * is saved now and then.
 * @throws when `signal` aborts, or the lease is found lost
 */
export async function answerText(
  ctx: ServiceContext,
  { job, answer, write, meter }: Writing,
  signal: AbortSignal,
): Promise<string> {
  const room = conversationRoom(answer.conversation_id);
  const stopped = new AbortController();
  const ended = AbortSignal.any([signal, stopped.signal]);
  const publisher = new DeltaPublisher({
    send: (offset, text) =>
      ctx.doorbell.sendActivity(room, {
        type: 'message.delta',
        payload: { message_id: answer.id, offset, text },
      }),
    async save(text) {
      const isOurs = await saveText(ctx, job, { id: answer.id, text }).catch((error: unknown) => {
        logger.warn({ err: error, job_id: job.id }, 'a part of an answer could not be saved');
        return true;
      });
      // Noticed here, long before the next heartbeat.
      if (!isOurs) stopped.abort();
    },
  });
  try {
    for await (const piece of write(ended)) {
      ended.throwIfAborted();
      meter.noteText();
      // PostgreSQL's text cannot hold U+0000.
      publisher.add(piece.replaceAll('\0', ''));
    }
    ended.throwIfAborted();
    await publisher.finish();
    ended.throwIfAborted();
    return publisher.text.toWellFormed();
  } finally {
    await publisher.abandon();
  }
}

/** False when the lease is no longer ours, so that nothing was written. */
async function saveText(
  ctx: ServiceContext,
  job: ClaimedJob,
  { id, text }: { id: string; text: string },
): Promise<boolean> {
  return ctx.withTransaction(async (tx) => {
    const lease = tx
      .select({ message_id: jobs.message_id })
      .from(jobs)
      .where(held(job.lease))
      .for('update');
    const saved = await tx
      .update(messages)
      .set({ content: text })
      .where(and(eq(messages.id, id), inArray(messages.id, lease)))
      .returning({ id: messages.id });
    // oxlint-disable-next-line parley/writes-append-events -- its pieces went out as activity; the whole text is announced at the end
    return unchanged(saved.length > 0);
  });
}
