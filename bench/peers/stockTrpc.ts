import { EventEmitter, on } from 'node:events';
import { createServer } from 'node:http';
import { initTRPC, tracked, TRPCError } from '@trpc/server';
import { applyWSSHandler } from '@trpc/server/adapters/ws';
import postgres from 'postgres';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import { databaseUrl, peerChannel, servePeer, isPeerToken } from './peer.ts';

/** A tRPC subscription as its documentation writes it: a generator over an emitter for each subscriber. */
const t = initTRPC.create();
const emitter = new EventEmitter({ captureRejections: true });
emitter.setMaxListeners(0);
const Notified = z.tuple([z.object({ offset: z.number() }).loose()]);

const appRouter = t.router({
  onEvent: t.procedure.input(z.object({ workspace_id: z.string() })).subscription(async function* ({
    signal,
  }) {
    const heard = on(emitter, 'event', { signal });
    yield tracked('e.0', [{ offset: 0, type: 'sync.ready', payload: {} }]);
    for await (const args of heard) {
      const [event] = Notified.parse(args);
      yield tracked(`e.${event.offset}`, [event]);
    }
  }),
});

const server = createServer();
applyWSSHandler({
  wss: new WebSocketServer({ server, perMessageDeflate: false }),
  router: appRouter,
  async createContext({ info }) {
    if (await isPeerToken(info.connectionParams?.token)) return {};
    throw new TRPCError({ code: 'UNAUTHORIZED' });
  },
});
await postgres(databaseUrl(), { max: 1 }).listen(peerChannel, (payload) => {
  emitter.emit('event', JSON.parse(payload));
});
await servePeer(server);
