import { createAdapter } from '@socket.io/postgres-adapter';
import pg from 'pg';
import type { Sql } from 'postgres';
import { Server } from 'socket.io';
import { openDatabase } from '#db/client.ts';
import { appendEvents, workspaceScope } from '#events/append.ts';
import { createDoorbell } from '#events/doorbell.ts';
import type { NewEvent } from '#contract/events.ts';
import { uuidv7 } from '#shared/uuid.ts';
import { signUp } from '../product.ts';
import type { CrowdOptions } from './crowdMessages.ts';
import { openBenchDatabase } from './database.ts';
import { peerChannel, signPeerToken } from './peer.ts';
import { type Peer, startPeer } from './process.ts';

export type SystemName = CrowdOptions['system'];

/** A server under test, and how an event is committed for it by another process. */
export type System = {
  name: SystemName;
  server: Peer;
  token: string;
  workspace_id: string;
  /** Commits events in one transaction and tells of them as the system does. */
  commit: (count: number) => Promise<void>;
} & AsyncDisposable;

/** A PostgreSQL as `npm start` runs it, and each system over it, one at a time. */
export async function openSystems() {
  const embedded = await openBenchDatabase();
  const database = openDatabase(embedded.url, { max: 4 });
  const { db, sql } = database;
  await sql`create table bench_events (id bigserial primary key, payload jsonb not null)`;
  const pool = new pg.Pool({ connectionString: embedded.url, max: 2 });
  await pool.query(`create table if not exists socket_io_attachments
    (id bigserial unique, created_at timestamptz default now(), payload bytea)`);
  const env = { DATABASE_URL: embedded.url, DATA_DIR: embedded.dataDir };
  const shared = { sql, env };
  const notify = (event: PeerEvent) =>
    sql`select pg_notify(${peerChannel}, ${JSON.stringify(event)})`;

  const open: Record<SystemName, () => Promise<System>> = {
    async parley() {
      const server = await startPeer('parley.ts', env);
      await using person = await signUp(`http://127.0.0.1:${server.port}`);
      const { workspace_id, token } = person;
      const scope = workspaceScope(workspace_id);
      const doorbell = createDoorbell(sql);
      const commit = async (count: number) => {
        const events = Array.from({ length: count }, () => ({
          scope,
          event: newEvent(workspace_id),
        }));
        await db.transaction((tx) => appendEvents(tx, events));
        doorbell.ring(events);
      };
      const close = () => server[Symbol.asyncDispose]();
      return { name: 'parley', server, token, workspace_id, commit, [Symbol.asyncDispose]: close };
    },
    'Socket.IO'() {
      // A node of the cluster without sockets: what a worker would be.
      const io = new Server({ adapter: createAdapter(pool) });
      return openPeer('Socket.IO', {
        ...shared,
        script: 'socketIo.ts',
        tell: (event) => io.to('workspace').emit('event', event),
        close: async () => io.of('/').adapter.close(),
      });
    },
    'bare ws': () => openPeer('bare ws', { ...shared, script: 'bareWs.ts', tell: notify }),
    'stock tRPC': () => openPeer('stock tRPC', { ...shared, script: 'stockTrpc.ts', tell: notify }),
    'query per client': () =>
      openPeer('query per client', { ...shared, script: 'queryPerClient.ts', tell: notify }),
  };
  return {
    open: (name: SystemName) => open[name](),
    /** The id that a client of Parley's holds which has all events of the workspace but the last `count`. */
    async eventIdBefore(workspace_id: string, count: number): Promise<string> {
      const scope = workspaceScope(workspace_id);
      const [row] = await sql<[{ epoch: string; last_offset: number }]>`
        select epoch, last_offset::float8 from event_scopes where scope = ${scope}`;
      return `${row.epoch}.${row.last_offset - count}`;
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await database[Symbol.asyncDispose]();
      await embedded[Symbol.asyncDispose]();
    },
  };
}

export type Systems = Awaited<ReturnType<typeof openSystems>>;

type PeerEvent = NewEvent & { offset: number };

type PeerOptions = {
  sql: Sql;
  env: Record<string, string>;
  script: string;
  tell: (event: PeerEvent) => unknown;
  close?: () => Promise<void>;
};

/** A system whose event is a row of its own and then a word to its server. */
async function openPeer(
  name: SystemName,
  { sql, env, script, tell, close }: PeerOptions,
): Promise<System> {
  let offset = 0;
  const server = await startPeer(script, env);
  return {
    name,
    server,
    token: await signPeerToken(),
    workspace_id: uuidv7(),
    async commit(count: number) {
      const events = Array.from({ length: count }, () => ({
        offset: (offset += 1),
        ...newEvent(),
      }));
      await sql`insert into bench_events (payload)
        select * from jsonb_array_elements(${JSON.stringify(events)}::jsonb)`;
      await Promise.all(events.map(tell));
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await close?.();
    },
  };
}

/** About 600 bytes; where a text is free it carries the moment before the commit. */
function newEvent(workspace_id: string = uuidv7()): NewEvent {
  return {
    type: 'document.status_updated',
    payload: {
      workspace_id,
      document_id: uuidv7(),
      file_name: 'handbook.pdf',
      folder_path: '',
      source_url: null,
      mime_type: 'application/pdf',
      size_bytes: 1,
      sha256: '',
      status: 'error',
      page_count: null,
      error_message: String(performance.timeOrigin + performance.now()),
      series_id: uuidv7(),
      version_number: 1,
      checked_at: null,
      created_by: workspace_id,
      created_at: new Date().toISOString(),
      updated_at: new Date().toISOString(),
      version: 3,
    },
  };
}
