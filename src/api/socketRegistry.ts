import type { WebSocket } from 'ws';
import type { Session } from '#api/context.ts';

/** The close code of a socket whose token is missing, bad, expired or revoked. */
export const policyViolation = 1008;

/** `setTimeout` counts in 32 bits. */
const maxTimerMs = 2 ** 31 - 1;

/** The authenticated sockets of this process, by session. */
export class SocketRegistry {
  readonly #bySession = new Map<string, Set<WebSocket>>();

  /** Keeps the socket until it closes, and closes it when the token expires. */
  add(socket: WebSocket, { sessionId, expiresAt }: Session): void {
    const sockets = this.#bySession.get(sessionId) ?? new Set();
    this.#bySession.set(sessionId, sockets.add(socket));
    const lifeMs = Math.min(Math.max(expiresAt.getTime() - Date.now(), 0), maxTimerMs);
    const expiry = setTimeout(() => socket.close(policyViolation, 'token expired'), lifeMs);
    socket.once('close', () => {
      clearTimeout(expiry);
      sockets.delete(socket);
      if (sockets.size === 0 && this.#bySession.get(sessionId) === sockets)
        this.#bySession.delete(sessionId);
    });
  }

  closeSessions(sessionIds: Iterable<string>): void {
    for (const sessionId of sessionIds)
      for (const socket of this.#bySession.get(sessionId) ?? [])
        socket.close(policyViolation, 'session ended');
  }

  sessionIds(): string[] {
    return [...this.#bySession.keys()];
  }
}
