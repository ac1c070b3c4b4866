import type { TrackedEnvelope } from '@trpc/server';
import { z } from 'zod';
import type { Activity } from '#contract/activity.ts';
import type { EventBatch } from '#contract/events.ts';
import { toTRPCError } from '#api/errors.ts';

export const isAsyncIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

/** `tracked(id, batch)` messages; the hub has validated nothing and encoded all, for the log is ours. */
export const EventStream =
  z.custom<AsyncIterable<TrackedEnvelope<EventBatch>, void>>(isAsyncIterable);

/** Untracked messages. */
export const ActivityStream = z.custom<AsyncIterable<Activity, void>>(isAsyncIterable);

/**
 * A subscription's stream for tRPC, which starts `run` and sends its error. The frames themselves are written
 * to the socket by the hub, so it yields none; nor is it a generator, which would cost each subscriber a
 * suspended frame more.
 */
export function streamOf<Item>(run: () => Promise<void>): AsyncIterable<Item, void> {
  const next = (): Promise<IteratorReturnResult<void>> =>
    run().then(
      () => ({ done: true, value: undefined }),
      // The error mapping of procedures does not see what a stream throws.
      (error: unknown) => Promise.reject(toTRPCError(error)),
    );
  return { [Symbol.asyncIterator]: () => ({ next }) };
}
