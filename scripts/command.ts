import { spawn } from 'node:child_process';
import { delimiter, resolve } from 'node:path';

export type CommandResult = {
  /** Null when a signal ended it, the time limit included. */
  exitCode: number | null;
  /** What it printed on both streams, in order of arrival. */
  output: string;
  durationMs: number;
};

export type CommandOptions = {
  env?: Record<string, string>;
  /** Shows the output as it comes, beside keeping it. */
  echo?: boolean;
  /** After that the command and all that it started are killed. */
  timeLimitMs?: number;
};

/** Runs a program without a shell, with the project's own tools first on PATH; never throws, a missing program is exit code 127. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const startedAt = performance.now();
  const tools = resolve('node_modules/.bin');
  const child = spawn(command, args, {
    // A group of its own, so that what the program started ends with it at the time limit.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PATH: `${tools}${delimiter}${process.env['PATH'] ?? ''}`,
      ...options.env,
    },
  });
  const endGroup = () => killGroup(child.pid);
  process.once('exit', endGroup);
  const timer = options.timeLimitMs ? setTimeout(endGroup, options.timeLimitMs) : undefined;

  const { promise, resolve: settle } = Promise.withResolvers<CommandResult>();
  let output = '';
  const keep = (chunk: Buffer) => {
    output += chunk.toString();
    if (options.echo) process.stdout.write(chunk);
  };
  const end = (exitCode: number | null) => {
    clearTimeout(timer);
    process.off('exit', endGroup);
    settle({ exitCode, output, durationMs: performance.now() - startedAt });
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  child.once('close', end);
  child.once('error', (error) => {
    output += `${error.message}\n`;
    end(127);
  });
  return promise;
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
