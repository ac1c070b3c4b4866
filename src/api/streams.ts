import type { TrackedEnvelope } from '@trpc/server';
import { z } from 'zod';
import type { Activity } from '#contract/activity.ts';
import type { EventBatch } from '#contract/events.ts';
import { toTRPCError } from '#api/errors.ts';
import type { SocketConnection } from '#api/socketConnection.ts';

const isAsyncIterable = (value: unknown) =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

/** `tracked(id, batch)` messages; the hub has validated nothing and encoded all, for the log is ours. */
export const EventStream =
  z.custom<AsyncIterable<TrackedEnvelope<EventBatch>, void>>(isAsyncIterable);

/** Untracked messages. */
export const ActivityStream = z.custom<AsyncIterable<Activity, void>>(isAsyncIterable);

/**
 * A subscription's stream for tRPC, one of those that its socket may have; tRPC starts `run`, stops it by the signal, and sends its error. The
 * frames themselves are written to the socket by the hub, so it yields none.
 */
export async function* streamOf<Item>(
  { connection, signal }: { connection: SocketConnection; signal: AbortSignal | undefined },
  run: (signal: AbortSignal) => Promise<void>,
): AsyncGenerator<Item, void> {
  try {
    using _place = connection.takeSubscription();
    await run(signal ?? new AbortController().signal);
  } catch (error) {
    // The error mapping of procedures does not see what a generator throws.
    throw toTRPCError(error);
  }
  yield* [];
}
