import { and, eq, sql } from 'drizzle-orm';
import type { Message } from '#contract/messages.ts';
import type { Transaction } from '#db/client.ts';
import { lineTasks } from '#db/schema/line.ts';
import { messageColumns, messages } from '#db/schema/messages.ts';
import type { ScopedEvent } from '#events/append.ts';
import type { ServiceContext } from '#services/context.ts';
import type { LineError } from '#services/line/lineError.ts';
import type { LineTask } from '#services/line/takeTask.ts';
import { messageChanged } from '#services/messages/messageChanged.ts';
import { announce, unchanged } from '#services/transaction.ts';
import { backoffMs } from '#shared/backoff.ts';
import { must } from '#shared/must.ts';

/** Some two minutes in all, far within the day for which LINE knows a retry key. */
const maxAttempts = 8;
const retry = { baseMs: 1_000, maxMs: 60_000, jitterMs: 250 };

type Context = Pick<ServiceContext, 'withTransaction'>;
type Write = (tx: Transaction) => Promise<ScopedEvent[]>;
type State = 'done' | 'failed' | { retryInMs: number };

/** Writes what has come of a task, in the transaction that ends it. */
export async function finishTask(ctx: Context, task: LineTask, write: Write): Promise<void> {
  await settle(ctx, task, { state: 'done', write });
}

/** Again later, or, for good and after the last attempt, never: then the message says why. */
export async function failTask(ctx: Context, task: LineTask, error: LineError): Promise<void> {
  const isOver = error.permanent || task.attempts >= maxAttempts;
  if (!isOver) {
    const retryInMs = backoffMs(task.attempts - 1, retry);
    return settle(ctx, task, { state: { retryInMs }, write: async () => [] });
  }
  const { kind, message_id } = task;
  return settle(ctx, task, {
    state: 'failed',
    write: async (tx) =>
      kind === 'push' && message_id !== null
        ? changeMessage(tx, message_id, { delivery: 'failed', delivery_error: error.message })
        : [],
  });
}

/** Nothing is written by who has lost the lease, nor for a message that is gone. */
async function settle(
  ctx: Context,
  { id, lease_id }: LineTask,
  { state, write }: { state: State; write: Write },
): Promise<void> {
  await ctx.withTransaction(async (tx) => {
    const [held] = await tx
      .update(lineTasks)
      .set({
        ...(typeof state === 'string'
          ? { status: state }
          : {
              status: 'pending',
              run_at: sql`now() + ${Math.round(state.retryInMs)}::int * interval '1 millisecond'`,
            }),
        lease_id: null,
        lease_expires_at: null,
        updated_at: sql`now()`,
      })
      .where(and(eq(lineTasks.id, id), eq(lineTasks.lease_id, must(lease_id, 'a lease'))))
      .returning({ id: lineTasks.id });
    const [first, ...rest] = held ? await write(tx) : [];
    return first ? announce(null, [first, ...rest]) : unchanged(null);
  });
}

type MessageChange = Partial<Pick<Message, 'delivery' | 'delivery_error' | 'attachment'>>;

/** What LINE has made of a message. */
export async function changeMessage(
  tx: Transaction,
  messageId: string,
  change: MessageChange,
): Promise<ScopedEvent[]> {
  const [message] = await tx
    .update(messages)
    .set({ ...change, version: sql`${messages.version} + 1` })
    .where(eq(messages.id, messageId))
    .returning(messageColumns);
  return message ? messageChanged(tx, message) : [];
}
