import { createServer } from 'node:http';
import postgres from 'postgres';
import { WebSocketServer } from 'ws';
import { databaseUrl, peerChannel, servePeer, isPeerToken } from './peer.ts';

/** `ws` and `LISTEN`: the payload comes with the notification and goes to every socket as it is. */
const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
sockets.on('connection', (socket, request) => {
  const token = new URL(request.url ?? '/', 'http://localhost').searchParams.get('token');
  void isPeerToken(token).then((isValid) => {
    if (isValid) socket.send('{"ready":true}');
    else socket.close(1008);
  });
});
await postgres(databaseUrl(), { max: 1 }).listen(peerChannel, (payload) => {
  const bytes = Buffer.from(payload);
  for (const socket of sockets.clients) socket.send(bytes, { binary: false });
});
await servePeer(server);
