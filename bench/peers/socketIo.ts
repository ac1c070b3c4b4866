import { createServer } from 'node:http';
import { createAdapter } from '@socket.io/postgres-adapter';
import pg from 'pg';
import { Server } from 'socket.io';
import { databaseUrl, servePeer, isPeerToken } from './peer.ts';

/** Socket.IO 4 with its PostgreSQL adapter, as its documentation sets it up; everybody is in one room. */
const pool = new pg.Pool({ connectionString: databaseUrl() });
await pool.query(`create table if not exists socket_io_attachments
  (id bigserial unique, created_at timestamptz default now(), payload bytea)`);
const server = createServer();
const io = new Server(server, { adapter: createAdapter(pool), transports: ['websocket'] });
io.use((socket, next) => {
  void isPeerToken(socket.handshake.auth['token']).then((isValid) =>
    // oxlint-disable-next-line promise/no-callback-in-promise -- Socket.IO's own signature
    next(isValid ? undefined : new Error('refused')),
  );
});
io.on('connection', async (socket) => {
  await socket.join('workspace');
  socket.emit('ready');
});
await servePeer(server);
