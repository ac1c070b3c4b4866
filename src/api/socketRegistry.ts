import type { WebSocket } from 'ws';
import type { Session } from '#api/context.ts';

/** The close code of a socket whose token is missing, bad, expired or revoked. */
export const policyViolation = 1008;

/** The close code with which a client may come back: to another process, or to this one in a moment. */
export const tryAgainLater = 1013;

/** `setTimeout` counts in 32 bits. */
const maxTimerMs = 2 ** 31 - 1;

/** The authenticated sockets of this process, by session. */
export class SocketRegistry {
  readonly #bySession = new Map<string, Set<WebSocket>>();
  readonly #socketsOfUser = new Map<string, number>();

  countOf(userId: string): number {
    return this.#socketsOfUser.get(userId) ?? 0;
  }

  /** Keeps the socket until it closes, and closes it when the token expires. */
  add(socket: WebSocket, { caller, sessionId, expiresAt }: Session): void {
    const sockets = this.#bySession.get(sessionId) ?? new Set();
    this.#bySession.set(sessionId, sockets.add(socket));
    this.#count(caller.id, 1);
    const lifeMs = Math.min(Math.max(expiresAt.getTime() - Date.now(), 0), maxTimerMs);
    const expiry = setTimeout(() => socket.close(policyViolation, 'token expired'), lifeMs);
    socket.once('close', () => {
      clearTimeout(expiry);
      this.#count(caller.id, -1);
      sockets.delete(socket);
      if (sockets.size === 0 && this.#bySession.get(sessionId) === sockets)
        this.#bySession.delete(sessionId);
    });
  }

  #count(userId: string, change: 1 | -1): void {
    const count = this.countOf(userId) + change;
    if (count === 0) this.#socketsOfUser.delete(userId);
    else this.#socketsOfUser.set(userId, count);
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
