import { once } from 'node:events';
import { expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { webSocketFrame } from '#realtime/webSocketFrame.ts';

test('texts of every length class are what a client reads, in order', async () => {
  const lengths = [0, 1, 125, 126, 127, 65_535, 65_536, 200_000];
  const texts = lengths.map((length) => 'ก'.repeat(length / 3).padEnd(length, 'x'));
  const server = new WebSocketServer({ port: 0, perMessageDeflate: false });
  server.on('connection', (_socket, request) => {
    for (const text of texts) request.socket.write(webSocketFrame(text));
  });
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  const client = new WebSocket(`ws://127.0.0.1:${port}`);
  const received: string[] = [];
  const all = Promise.withResolvers<void>();
  client.on('message', (bytes: Buffer, isBinary) => {
    received.push(isBinary ? 'binary' : bytes.toString());
    if (received.length === texts.length) all.resolve();
  });
  await all.promise;
  expect(received).toEqual(texts);
  client.terminate();
  server.close();
});
