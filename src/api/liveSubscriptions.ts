import { callTRPCProcedure, getErrorShape, getTRPCErrorFromUnknown, TRPCError } from '@trpc/server';
import { z } from 'zod';
import type { ApiContext } from '#api/context.ts';
import { tooManyRequests } from '#api/errors.ts';
import { appRouter } from '#api/root.ts';
import type { SocketConnection } from '#api/socketConnection.ts';
import { isAsyncIterable } from '#api/streams.ts';
import type { RequestId } from '#realtime/frame.ts';

const Id = z.union([z.number(), z.string()]);

/** What a client asks of its subscriptions, in tRPC's protocol. */
const SubscriptionMessage = z.discriminatedUnion('method', [
  z.object({
    method: z.literal('subscription'),
    id: Id,
    params: z.object({
      path: z.string(),
      input: z.unknown(),
      lastEventId: z.unknown().optional(),
    }),
  }),
  z.object({ method: z.literal('subscription.stop'), id: Id }),
]);
type Begin = Extract<z.infer<typeof SubscriptionMessage>, { method: 'subscription' }>;

/** What the subscriptions of all sockets share. */
export type LiveSubscriptionsOptions = {
  maxPerSocket: number;
  onError: (error: TRPCError, path: string) => void;
};

/**
 * The subscriptions of one socket. tRPC's router runs them, its input, access and error rules included, and
 * its protocol goes over the wire; but its adapter is left out, which holds several kilobytes for each one
 * to wait for values that the hub sends itself (ADR 0004).
 */
export class LiveSubscriptions {
  readonly #connection: SocketConnection;
  readonly #options: LiveSubscriptionsOptions;
  readonly #running = new Map<RequestId, AbortController>();

  constructor(connection: SocketConnection, options: LiveSubscriptionsOptions) {
    this.#connection = connection;
    this.#options = options;
  }

  /**
   * Takes what is about subscriptions. Returns the rest of the client's text, one message or several, which
   * is for tRPC's adapter, as is what is malformed; null when there is none.
   * @param context resolves once the socket has authenticated
   */
  takeFrom(text: string, context: Promise<ApiContext>): string | null {
    if (!text.includes('"subscription')) return text;
    const parsed = parseJson(text);
    if (!Array.isArray(parsed)) return this.#take(parsed, context) ? null : text;
    const rest = parsed.filter((message: unknown) => !this.#take(message, context));
    return rest.length === 0 ? null : JSON.stringify(rest);
  }

  #take(message: unknown, context: Promise<ApiContext>): boolean {
    const { data } = SubscriptionMessage.safeParse(message);
    if (data?.method === 'subscription') void this.#run(data, context);
    else if (data?.method === 'subscription.stop') this.#running.get(data.id)?.abort();
    return data !== undefined;
  }

  stopAll(): void {
    for (const stopping of this.#running.values()) stopping.abort();
  }

  async #run({ id, params }: Begin, context: Promise<ApiContext>): Promise<void> {
    const outcome = await this.#stream(id, params, context).then(
      () => ({ result: { type: 'stopped' } }),
      (cause: unknown) => ({ error: this.#describe(cause, params) }),
    );
    this.#connection.respond({ id, ...outcome });
  }

  async #stream(
    id: RequestId,
    { path, input, lastEventId }: Begin['params'],
    context: Promise<ApiContext>,
  ): Promise<void> {
    if (this.#running.has(id))
      throw new TRPCError({ code: 'BAD_REQUEST', message: `Duplicate id ${id}` });
    // One that was told to stop takes a moment to end, and makes room at once.
    const live = [...this.#running.values()].filter(({ signal }) => !signal.aborted);
    if (live.length >= this.#options.maxPerSocket)
      throw tooManyRequests('Too many subscriptions on one connection');
    const stopping = new AbortController();
    this.#running.set(id, stopping);
    try {
      const rawInput =
        lastEventId === undefined || lastEventId === null
          ? input
          : { ...objectOf(input), lastEventId };
      const stream: unknown = await callTRPCProcedure({
        router: appRouter,
        path,
        getRawInput: () => Promise.resolve(rawInput),
        ctx: {
          ...(await context),
          subscription: { sink: this.#connection.sinkFor(id), stopping },
        },
        type: 'subscription',
        signal: stopping.signal,
        batchIndex: 0,
      });
      if (!isAsyncIterable(stream)) throw new Error(`${path} is no stream`);
      this.#connection.respond({ id, result: { type: 'started' } });
      // The hub sends the values: the stream itself has none, only an end or an error.
      await stream[Symbol.asyncIterator]().next();
    } finally {
      this.#running.delete(id);
    }
  }

  #describe(cause: unknown, { path, input }: Begin['params']) {
    const error = getTRPCErrorFromUnknown(cause);
    this.#options.onError(error, path);
    const config = appRouter._def._config;
    return getErrorShape({ config, error, type: 'subscription', path, input, ctx: undefined });
  }
}

const objectOf = (input: unknown): object =>
  typeof input === 'object' && input !== null ? input : {};

/** Undefined for what is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
