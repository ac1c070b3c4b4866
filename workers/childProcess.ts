import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { backoffMs } from '#shared/backoff.ts';

export type ChildOptions = {
  name: string;
  /** Script and arguments for this Node. */
  args: string[];
  env: NodeJS.ProcessEnv;
  /** In a process group of its own, so that Ctrl-C does not reach it. */
  detached?: boolean;
  onMessage?: (message: unknown) => void;
  onRestart: (name: string, how: string) => void;
};

export type Child = { stop: (patienceMs: number) => Promise<void> };

/** A child that lived this long had started well: the next restart is quick again. */
const healthyMs = 10_000;

/**
 * Keeps one process running: started again when it ends, at once after a long life, ever later when it ends
 * soon. Each child holds an IPC channel to this process and stops when that closes.
 */
export function keepRunning(options: ChildOptions): Child {
  const stopping = new AbortController();
  let current: ChildProcess | null = null;

  const running = (async () => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      const startedAt = performance.now();
      current = start(options);
      const how = await ended(current);
      current = null;
      if (stopping.signal.aborted) return;
      failures = performance.now() - startedAt > healthyMs ? 0 : failures + 1;
      options.onRestart(options.name, how);
      const waitMs = backoffMs(failures, { baseMs: 100, maxMs: 10_000, jitterMs: 100 });
      await delay(waitMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();

  return {
    async stop(patienceMs) {
      stopping.abort();
      // A detached child ends by losing its channel, like after our own sudden death.
      if (options.detached) current?.disconnect();
      else current?.kill('SIGTERM');
      const impatience = setTimeout(() => current?.kill('SIGKILL'), patienceMs);
      await running;
      clearTimeout(impatience);
    },
  };
}

function start({ args, env, detached = false, onMessage }: ChildOptions): ChildProcess {
  const child = spawn(process.execPath, args, {
    env,
    detached,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  if (onMessage) child.on('message', onMessage);
  return child;
}

async function ended(child: ChildProcess): Promise<string> {
  await once(child, 'exit');
  return child.signalCode ? `killed by ${child.signalCode}` : `exit code ${child.exitCode}`;
}
