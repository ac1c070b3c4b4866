import { spawn } from 'node:child_process';
import { delimiter, resolve } from 'node:path';

export type CommandResult = {
  /** Null when a signal ended it, the time limit included. */
  exitCode: number | null;
  /** What it printed on both streams, in order of arrival. */
  output: string;
};

export type CommandOptions = {
  env?: Record<string, string> | undefined;
  cwd?: string;
  /** Shows the output as it comes, beside keeping it. */
  echo?: boolean;
  /** After that the program and all that it started are killed. */
  timeLimitMs?: number;
};

/** Process groups that end with us. */
const running = new Set<number>();

/**
 * Runs a program without a shell and with the project's own tools first on PATH. Never throws: a program
 * that cannot be started has exit code 127. Whatever it starts ends with it or with us.
 */
export function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const { promise, resolve: settle } = Promise.withResolvers<CommandResult>();
  const child = spawn(command, args, {
    cwd: options.cwd,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PATH: pathWithTools(), ...options.env },
  });
  const { pid } = child;
  if (pid !== undefined) own(pid);

  let output = '';
  const keep = (chunk: Buffer | string) => {
    output += chunk.toString();
    if (options.echo) process.stdout.write(chunk);
  };
  const timer = setTimeout(
    () => {
      keep(`\n${command} did not end within ${Math.round((options.timeLimitMs ?? 0) / 1000)} s.\n`);
      if (pid !== undefined) killGroup(pid);
    },
    options.timeLimitMs ?? 2 ** 31 - 1,
  );
  const end = (exitCode: number | null) => {
    clearTimeout(timer);
    if (pid !== undefined) disown(pid);
    settle({ exitCode, output });
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  child.once('close', end);
  child.once('error', (error) => {
    keep(`${error.message}\n`);
    end(127);
  });
  return promise;
}

function pathWithTools(): string {
  return `${resolve('node_modules/.bin')}${delimiter}${process.env['PATH'] ?? ''}`;
}

function own(pid: number): void {
  if (running.size === 0)
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, endAll);
  running.add(pid);
}

function disown(pid: number): void {
  running.delete(pid);
  killGroup(pid);
  if (running.size === 0)
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, endAll);
}

/** The programs have groups of their own, so a terminal's Ctrl-C reaches only us. */
function endAll(): never {
  for (const pid of running) killGroup(pid);
  process.exit(130);
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // All of them have ended already.
  }
}
