import { createTRPCClient, createWSClient, wsLink } from '@trpc/client';
import { io } from 'socket.io-client';
import { WebSocket } from 'ws';
import { z } from 'zod';
import type { AppRouter } from '#api/root.ts';
import { must } from '#shared/must.ts';
import { CrowdOptions, type CrowdReport } from './crowdMessages.ts';
import { LatencyHistogram } from './latencyHistogram.ts';

// Many subscribers in a process of their own, with each system's own client. Every one of them checks that
// what it gets is dense; latency is from just before the commit, by the machine's one clock.

/** `error_message` is where the benchmark's events carry the moment before their commit. */
const Stamped = z.object({ error_message: z.string() });

class Counter {
  deliveries = 0;
  wrong = 0;
  ready = 0;
  readonly #latencies = new LatencyHistogram();

  time(lateMs: number): void {
    this.#latencies.time(lateMs);
  }

  report(): CrowdReport {
    const { deliveries, wrong, ready } = this;
    return {
      deliveries,
      wrong,
      ready,
      connect_ms: connectMs,
      p50_ms: this.#latencies.percentile(0.5),
      p99_ms: this.#latencies.percentile(0.99),
    };
  }
}

// The same sockets for every system: Node's own cost the crowd more than `ws`.
Object.assign(globalThis, { WebSocket });

let connectMs = 0;
let counter = new Counter();

/** One subscriber: `onEvent` for each event, in the order of arrival. */
function createSubscriber() {
  let last = 0;
  return (offset: number, payload: unknown) => {
    if (last !== 0 && offset !== last + 1) counter.wrong += 1;
    last = offset;
    // Others are of what the benchmark does besides.
    const { data } = Stamped.safeParse(payload);
    counter.deliveries += 1;
    if (data) counter.time(performance.timeOrigin + performance.now() - Number(data.error_message));
  };
}

type Connect = (options: CrowdOptions) => Promise<void>;

const byTrpc: Connect = ({ port, token, workspace_id, lastEventId }) => {
  const ready = Promise.withResolvers<void>();
  const client = createWSClient({
    url: `ws://127.0.0.1:${port}/ws`,
    connectionParams: { token },
  });
  const onEvent = createSubscriber();
  createTRPCClient<AppRouter>({ links: [wsLink({ client })] }).onEvent.subscribe(
    { workspace_id, lastEventId: lastEventId ?? undefined },
    {
      onData({ data }) {
        for (const { type, offset, payload } of data)
          if (type === 'sync.ready') {
            counter.ready += 1;
            ready.resolve();
          } else onEvent(offset, payload);
      },
      onError: ready.reject,
    },
  );
  return ready.promise;
};

const Event = z.object({ offset: z.number(), payload: z.unknown() });

const connectBy: Record<CrowdOptions['system'], Connect> = {
  parley: byTrpc,
  'stock tRPC': byTrpc,
  'query per client': byTrpc,
  async 'Socket.IO'({ port, token }) {
    const onEvent = createSubscriber();
    const socket = io(`http://127.0.0.1:${port}`, {
      transports: ['websocket'],
      auth: { token },
      forceNew: true,
    });
    socket.on('event', (event: unknown) => {
      const { offset, payload } = Event.parse(event);
      onEvent(offset, payload);
    });
    await new Promise<void>((resolve) => socket.once('ready', resolve));
  },
  async 'bare ws'({ port, token }) {
    const onEvent = createSubscriber();
    const socket = new WebSocket(`ws://127.0.0.1:${port}/?token=${token}`);
    await new Promise<void>((resolve) => socket.once('message', () => resolve()));
    socket.on('message', (bytes: Buffer) => {
      const { offset, payload } = Event.parse(JSON.parse(bytes.toString()));
      onEvent(offset, payload);
    });
  },
};

process.on('message', (message) => {
  const asked = z.enum(['begin', 'report']).parse(message);
  if (asked === 'begin') counter = new Counter();
  process.send?.(counter.report());
});
process.once('disconnect', () => process.exit(0));

const options = CrowdOptions.parse(JSON.parse(must(process.argv[2], 'the options as JSON')));
const connect = connectBy[options.system];
const startedAt = performance.now();
for (let done = 0; done < options.count; done += 50)
  await Promise.all(
    Array.from({ length: Math.min(50, options.count - done) }, () => connect(options)),
  );
connectMs = performance.now() - startedAt;
process.send?.(counter.report());
