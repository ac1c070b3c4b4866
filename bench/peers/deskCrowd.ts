import { createTRPCClient, createWSClient, wsLink } from '@trpc/client';
import { WebSocket } from 'ws';
import type { AppRouter } from '#api/root.ts';
import type { Activity } from '#contract/activity.ts';
import type { EventBatch } from '#contract/events.ts';
import { backoffMs } from '#shared/backoff.ts';
import {
  customerToken,
  type DeskCustomer,
  type DeskPeople,
  type DeskReport,
  DeskRequest,
  machineMs,
  operatorToken,
} from './deskMessages.ts';
import { LatencyHistogram } from './latencyHistogram.ts';

// A desk's people with tRPC's own client. Each stream of events is checked to be dense from its first
// marker on, through every reconnect; a message's text is the moment before it was sent.

// As in the other crowd: Node's own sockets cost more than `ws`.
Object.assign(globalThis, { WebSocket });

class Tally {
  readonly latencies = new LatencyHistogram();
  readonly counts = { deliveries: 0, wrong: 0, presence: 0, offline: 0, presence_at: 0 };
}

let tally = new Tally();
let readyAt = 0;
const streams = new Set<Stream>();
/** Of these, the ones that have not caught up since the last `begin`. */
const waiting = new Set<Stream>();

class Stream {
  readonly #ready = Promise.withResolvers<void>();
  #last: number | null = null;

  constructor() {
    streams.add(this);
    waiting.add(this);
  }

  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  onEvents = ({ data }: { data: EventBatch }): void => {
    for (const event of data) {
      if (event.type === 'sync.ready') {
        this.#last ??= event.offset;
        this.#catchUp();
        continue;
      }
      // A reset as well: nobody here is ever so far behind.
      if (event.offset !== (this.#last ?? event.offset - 1) + 1) tally.counts.wrong += 1;
      this.#last = event.offset;
      if (event.type !== 'message.created') continue;
      tally.counts.deliveries += 1;
      tally.latencies.time(machineMs() - Number(event.payload.message.content));
    }
  };

  onActivity = ({ type, payload }: Activity): void => {
    if (type === 'activity.ready') this.#catchUp();
    if (type !== 'presence.updated') return;
    tally.counts.presence += 1;
    tally.counts.presence_at = machineMs();
    if (payload.status === 'offline') tally.counts.offline += 1;
  };

  onError = (error: unknown): void => {
    console.error(error);
    tally.counts.wrong += 1;
  };

  #catchUp(): void {
    if (waiting.delete(this)) readyAt = machineMs();
    this.#ready.resolve();
  }
}

function connect(port: number, token: string) {
  const client = createWSClient({
    url: `ws://127.0.0.1:${port}/ws`,
    connectionParams: { token },
    // As Parley's own client waits; tRPC's does not before its first attempt, which nobody's tab would do.
    retryDelayMs: (attempt) =>
      backoffMs(attempt, { baseMs: 1_000, maxMs: 30_000, jitterMs: 1_000 }),
  });
  return createTRPCClient<AppRouter>({ links: [wsLink({ client })] });
}

type Client = ReturnType<typeof connect>;

function followEvents(client: Client, workspace_id?: string): Promise<void> {
  const stream = new Stream();
  client.onEvent.subscribe(workspace_id === undefined ? {} : { workspace_id }, {
    onData: stream.onEvents,
    onError: stream.onError,
  });
  return stream.ready;
}

type Room = { conversation_id: string } | { workspace_id: string; state: 'active' };

function followActivity(client: Client, room: Room): Promise<void> {
  const stream = new Stream();
  client.onActivity.subscribe(room, { onData: stream.onActivity, onError: stream.onError });
  return stream.ready;
}

async function openOperator({ port, workspace_id }: DeskPeople, user_id: string): Promise<void> {
  const client = connect(port, operatorToken(user_id));
  await Promise.all([
    followEvents(client, workspace_id),
    followEvents(client),
    followActivity(client, { workspace_id, state: 'active' }),
  ]);
}

async function openCustomer({ port }: DeskPeople, customer: DeskCustomer): Promise<void> {
  const client = connect(port, customerToken(customer.user_id));
  const { conversation_id } = customer;
  await Promise.all([followEvents(client), followActivity(client, { conversation_id })]);
}

async function openAll(people: DeskPeople): Promise<void> {
  const { operators, customers, at_once } = people;
  for (let nth = 0; nth < operators.length; nth += at_once)
    await Promise.all(operators.slice(nth, nth + at_once).map((id) => openOperator(people, id)));
  for (let nth = 0; nth < customers.length; nth += at_once)
    await Promise.all(
      customers.slice(nth, nth + at_once).map((each) => openCustomer(people, each)),
    );
}

function begin(): void {
  tally = new Tally();
  for (const stream of streams) waiting.add(stream);
}

function report(): void {
  const { counts, latencies } = tally;
  const message: DeskReport = {
    ...counts,
    waiting: waiting.size,
    ready_at: readyAt,
    p50_ms: latencies.percentile(0.5),
    p99_ms: latencies.percentile(0.99),
  };
  process.send?.(message);
}

process.on('message', (message) => {
  const asked = DeskRequest.parse(message);
  if (typeof asked !== 'string') {
    void openAll(asked).then(report);
    return;
  }
  if (asked === 'begin') begin();
  report();
});
process.once('disconnect', () => process.exit(0));
