import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';
import { LiveSubscriptions, type LiveSubscriptionsOptions } from '#api/liveSubscriptions.ts';
import { SocketConnection } from '#api/socketConnection.ts';
import type { SocketRegistry } from '#api/socketRegistry.ts';
import { TrpcSocket } from '#api/trpcSocket.ts';

export type NewSocket = { socket: WebSocket; stream: Duplex; request: IncomingMessage };

/** Who takes what comes over a socket. */
export type SocketParts = {
  registry: SocketRegistry;
  subscriptions: LiveSubscriptionsOptions;
  /** tRPC's adapter, for all but subscriptions. */
  serve: (socket: WebSocket, request: IncomingMessage) => void;
};

/** Puts a socket that has just been opened, and that the registry expects, to work. */
export function connectSocket({ socket, stream, request }: NewSocket, parts: SocketParts): void {
  const { registry, serve } = parts;
  const connection = new SocketConnection(socket, stream);
  const subscriptions = new LiveSubscriptions(connection, parts.subscriptions);
  const trpcSocket = new TrpcSocket(socket);
  socket.on('error', ignore);
  socket.on('message', (bytes: RawData) => {
    if (!registry.admitsMessage(socket)) return;
    const text = textOf(bytes);
    const { context } = trpcSocket;
    const rest = context ? subscriptions.takeFrom(text, context) : text;
    if (rest !== null) trpcSocket.emit('message', Buffer.from(rest), false);
  });
  socket.on('close', () => {
    registry.remove(socket);
    subscriptions.stopAll();
    trpcSocket.emit('close');
  });
  serve(trpcSocket.asWebSocket(), request);
  // tRPC keeps the request for as long as the socket is there; a kilobyte each.
  request.rawHeaders.length = 0;
  request.headers = {};
}

/** Broken frames and broken connections: the socket closes by itself. */
const ignore = () => {};

function textOf(bytes: RawData): string {
  if (Array.isArray(bytes)) return Buffer.concat(bytes).toString();
  return Buffer.isBuffer(bytes) ? bytes.toString() : Buffer.from(bytes).toString();
}
