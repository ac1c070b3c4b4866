import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ChildMessage, type ParseRequest } from '#services/documents/parsing/childMessages.ts';
import { type FormatFile, formatFiles } from './formatFiles.ts';
import type { Figures } from './measure.ts';

const childFile = fileURLToPath(
  new URL('../src/services/documents/parsing/parseChild.ts', import.meta.url),
);
const memoryPollMs = 10;

/**
 * Pages per second and peak memory for each format, of the product's parsing process once it is ready, and
 * in turn of the program that people would use, its start included; a page is what the product counts as one.
 */
export async function measureFormats(
  chapters: readonly (readonly string[])[],
): Promise<Record<string, Figures>> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-formats-'));
  const figures: Record<string, Figures> = { parley: {} };
  for (const file of formatFiles(chapters)) {
    const path = join(folder, file.fileName);
    await writeFile(path, file.bytes);
    const own = await parseOwn(file, path);
    const add = (system: string, seconds: number, peakMb: number) => {
      figures[system] = {
        ...figures[system],
        [`${file.format}_pages_per_s`]: own.pages / seconds,
        ...(Number.isNaN(peakMb) ? {} : { [`${file.format}_peak_mb`]: peakMb }),
      };
    };
    add('parley', own.seconds, own.peakMb);
    const peer = file.peer && (await runPeer(file.peer, path));
    if (peer && file.peer) add(file.peer.name, peer.seconds, peer.peakMb);
  }
  await rm(folder, { recursive: true, force: true });
  return figures;
}

async function parseOwn({ fileName, times }: FormatFile, filePath: string) {
  const child = fork(childFile, {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  await once(child, 'message');
  const startedAt = performance.now();
  let pages = 0;
  for (let time = 0; time < times; time += 1)
    pages += await askChild(child, { filePath, fileName });
  const seconds = (performance.now() - startedAt) / 1_000;
  const peakMb = await peakOf(child);
  child.kill('SIGKILL');
  return { pages, seconds, peakMb };
}

async function askChild(child: ChildProcess, request: ParseRequest): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  let pages = 0;
  const onMessage = (data: unknown) => {
    const message = ChildMessage.parse(data);
    if (message.type === 'pages') pages += message.pages.length;
    if (message.type === 'done') resolve(pages);
    if (message.type === 'failed') reject(new Error(`${request.fileName} is ${message.code}`));
    if (message.type === 'threw') reject(new Error(message.message));
  };
  child.on('message', onMessage);
  child.send(request);
  return promise.finally(() => child.off('message', onMessage));
}

/** Null where it is not installed. */
async function runPeer({ name, args }: NonNullable<FormatFile['peer']>, path: string) {
  const startedAt = performance.now();
  const peer = spawn(name, args(path), { stdio: 'ignore' });
  let peakMb = Number.NaN;
  const poll = setInterval(() => {
    void peakOf(peer).then((mb) => {
      if (!Number.isNaN(mb)) peakMb = mb;
    });
  }, memoryPollMs);
  const code = await once(peer, 'exit').then(
    () => peer.exitCode,
    () => null,
  );
  clearInterval(poll);
  return code === 0 ? { seconds: (performance.now() - startedAt) / 1_000, peakMb } : null;
}

/** What it had resident at most so far; not a number where the system does not tell in `/proc`. */
async function peakOf({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1_024;
}
