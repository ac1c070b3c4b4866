import { type ChildProcess, fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/** As many as the parse worker has under way at a time. */
const maxIdle = 2;
const maxIdleMs = 60_000;
const maxFiles = 200;
/** Of its limit. One that came to hold more than this starts anew, so that the next file has room. */
const maxKeptShare = 0.25;
const pageBytes = 4_096;

export type ChildKind = {
  /** The program. */
  childPath: string;
  memoryLimitMb: number;
  /** Whose files may share a process: what a hostile file does to its process stays within one workspace. */
  owner: string;
};

export type ParseChild = ChildKind & {
  process: ChildProcess;
  /** Has its code loaded: from here on, what brings it down is the file. */
  isReady: boolean;
  files: number;
};

const idle: ParseChild[] = [];

/** One that has parsed before, with its libraries loaded and compiled, else a new one. */
export function takeChild(kind: ChildKind): ParseChild {
  const index = idle.findIndex(
    ({ childPath, memoryLimitMb, owner }) =>
      childPath === kind.childPath && memoryLimitMb === kind.memoryLimitMb && owner === kind.owner,
  );
  const [kept] = index === -1 ? [] : idle.splice(index, 1);
  if (!kept) return start(kind);
  kept.process.ref();
  kept.process.channel?.ref();
  return kept;
}

/** Gives back a child that has answered. It waits for the next file, and doesn't keep this process from ending. */
export async function keepChild(child: ParseChild): Promise<void> {
  child.files += 1;
  const limitBytes = child.memoryLimitMb * 1024 * 1024;
  const isTooLarge = (await residentBytes(child)) > limitBytes * maxKeptShare;
  if (child.files >= maxFiles || isTooLarge || !child.process.connected) {
    endChild(child);
    return;
  }
  child.process.unref();
  child.process.channel?.unref();
  idle.push(child);
  if (idle.length > maxIdle) endChild(idle[0]);
  const { files } = child;
  setTimeout(() => {
    if (idle.includes(child) && child.files === files) endChild(child);
  }, maxIdleMs).unref();
}

export function endChild(child: ParseChild | undefined): void {
  if (!child) return;
  const index = idle.indexOf(child);
  if (index !== -1) idle.splice(index, 1);
  child.process.kill('SIGKILL');
}

/** 0 where the operating system does not show it in `/proc`; the heap's own limit holds there. */
export async function residentBytes({ process: { pid } }: ParseChild): Promise<number> {
  const statm = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '');
  return Number(statm.split(' ')[1] ?? 0) * pageBytes;
}

function start(kind: ChildKind): ParseChild {
  const process = fork(kind.childPath, {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${kind.memoryLimitMb}`],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const child = { ...kind, process, isReady: false, files: 0 };
  process.once('exit', () => endChild(child));
  // Whoever has it under way hears of it too; in between nobody needs to.
  process.on('error', () => endChild(child));
  return child;
}
