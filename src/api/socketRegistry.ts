import type { WebSocket } from 'ws';
import type { Session } from '#api/context.ts';
import type { Limits } from '#api/limits.ts';
import { policyViolation } from '#api/closeCodes.ts';
import { SocketGuard } from '#api/socketGuard.ts';

/** `setTimeout` counts in 32 bits. */
const maxTimerMs = 2 ** 31 - 1;

type Life = { guard: SocketGuard; timer: NodeJS.Timeout; userId?: string; sessionId?: string };

/** The sockets of this process, each until its time is up: to authenticate first, then its token's. */
export class SocketRegistry {
  readonly #lives = new Map<WebSocket, Life>();
  readonly #bySession = new Map<string, Set<WebSocket>>();
  readonly #socketsOfUser = new Map<string, number>();

  /** Closes the socket unless it is added in time. */
  expect(
    socket: WebSocket,
    { authenticationMs, limits }: { authenticationMs: number; limits: Limits },
  ): void {
    const timer = closeAfter(authenticationMs, socket, 'no token');
    this.#lives.set(socket, { timer, guard: new SocketGuard(socket, limits) });
  }

  /** False when the message that has come is not to be heard. */
  admitsMessage(socket: WebSocket): boolean {
    return this.#lives.get(socket)?.guard.admit() ?? false;
  }

  /** To be called at regular intervals: sockets that are quiet for long are asked, then given up. */
  beat(): void {
    for (const { guard } of this.#lives.values()) guard.beat();
  }

  /** Keeps the authenticated socket until it is removed, and closes it when the token expires. */
  add(socket: WebSocket, { caller, sessionId, expiresAt }: Session): void {
    const life = this.#lives.get(socket);
    if (!life) return;
    clearTimeout(life.timer);
    life.timer = closeAfter(expiresAt.getTime() - Date.now(), socket, 'token expired');
    life.userId = caller.id;
    life.sessionId = sessionId;
    this.#socketsOfUser.set(caller.id, this.countOf(caller.id) + 1);
    const sockets = this.#bySession.get(sessionId) ?? new Set();
    this.#bySession.set(sessionId, sockets.add(socket));
  }

  countOf(userId: string): number {
    return this.#socketsOfUser.get(userId) ?? 0;
  }

  closeSessions(sessionIds: Iterable<string>): void {
    for (const sessionId of sessionIds)
      for (const socket of this.#bySession.get(sessionId) ?? [])
        socket.close(policyViolation, 'session ended');
  }

  sessionIds(): string[] {
    return [...this.#bySession.keys()];
  }

  /** To be called when the socket has closed. */
  remove(socket: WebSocket): void {
    const { timer, userId, sessionId } = this.#lives.get(socket) ?? {};
    clearTimeout(timer);
    this.#lives.delete(socket);
    if (userId === undefined || sessionId === undefined) return;
    const left = this.countOf(userId) - 1;
    if (left === 0) this.#socketsOfUser.delete(userId);
    else this.#socketsOfUser.set(userId, left);
    const sockets = this.#bySession.get(sessionId);
    sockets?.delete(socket);
    if (sockets?.size === 0) this.#bySession.delete(sessionId);
  }
}

function closeAfter(ms: number, socket: WebSocket, reason: string): NodeJS.Timeout {
  const delayMs = Math.min(Math.max(ms, 0), maxTimerMs);
  return setTimeout(() => socket.close(policyViolation, reason), delayMs);
}
