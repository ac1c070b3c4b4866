import { createServer } from 'node:http';
import { initTRPC, tracked, TRPCError } from '@trpc/server';
import { applyWSSHandler } from '@trpc/server/adapters/ws';
import postgres from 'postgres';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import { databaseUrl, isPeerToken, servePeer } from './peer.ts';

/** A tRPC subscription that reads what its client has missed from the database, as its documentation does. */
const t = initTRPC.create();
const sql = postgres(databaseUrl(), { max: 10 });

const appRouter = t.router({
  onEvent: t.procedure
    .input(z.object({ workspace_id: z.string(), lastEventId: z.string() }))
    .subscription(async function* ({ input, signal }) {
      const [epoch = '', offset = '0'] = input.lastEventId.split('.');
      const events = await sql<{ offset: number; type: string; payload: unknown }[]>`
        select "offset"::float8 as "offset", type, payload from events
        where scope = ${`workspace:${input.workspace_id}`} and "offset" > ${offset} order by "offset"`;
      const last = events.at(-1)?.offset ?? Number(offset);
      yield tracked(`${epoch}.${last}`, [...events]);
      yield tracked(`${epoch}.${last}`, [{ offset: last, type: 'sync.ready', payload: {} }]);
      await new Promise((resolve) => signal?.addEventListener('abort', resolve));
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
await servePeer(server);
