import type { IncomingMessage, ServerResponse } from 'node:http';

/** A part that must work for the process to be ready: null, or the reason why it does not. */
export type ReadyCheck = { name: string; check: () => Promise<string | null> };

/** The process is up. */
export function serveHealthz(_request: IncomingMessage, response: ServerResponse): void {
  answer(response, 200, { status: 'ok' });
}

/** A database that is frozen answers nothing at all. */
const checkMs = 2_000;

/** 200 when every part works, else 503 with the reasons. */
export function createReadyzHandler(checks: ReadyCheck[], timeLimitMs = checkMs) {
  return async (_request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const results = await Promise.all(
      checks.map(async ({ name, check }) => {
        const reason = await inTime(check(), timeLimitMs).catch((error: unknown) =>
          error instanceof Error ? error.message : 'failed',
        );
        return [name, reason ?? 'ok'] as const;
      }),
    );
    const isReady = results.every(([, result]) => result === 'ok');
    answer(response, isReady ? 200 : 503, {
      status: isReady ? 'ok' : 'not ready',
      ...Object.fromEntries(results),
    });
  };
}

/** @throws Error when it takes longer */
async function inTime<T>(work: Promise<T>, timeLimitMs: number): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new Error(`no answer within ${timeLimitMs / 1_000} s`)),
    timeLimitMs,
  );
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
}

function answer(response: ServerResponse, status: number, body: Record<string, string>): void {
  response
    .writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
    .end(JSON.stringify(body));
}
