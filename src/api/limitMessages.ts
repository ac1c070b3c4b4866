import type { WebSocket } from 'ws';
import type { Limits } from '#api/limits.ts';
import { tryAgainLater } from '#api/socketRegistry.ts';
import { TokenBuckets } from '#api/tokenBuckets.ts';

/**
 * Closes a socket that floods, or that asks without reading the answers. To be called before anybody else
 * listens to the socket, so that nobody works on what comes after the limit.
 */
export function limitMessages(
  socket: WebSocket,
  { socketMessages, unreadBytes }: Pick<Limits, 'socketMessages' | 'unreadBytes'>,
): void {
  const messages = new TokenBuckets(socketMessages, () => performance.now());
  const end = (reason: string) => {
    socket.removeAllListeners('message');
    socket.close(tryAgainLater, reason);
  };
  socket.on('message', () => {
    if (messages.take('socket') > 0) end('too many messages');
    else if (socket.bufferedAmount > unreadBytes) end('the answers are not read');
  });
}
