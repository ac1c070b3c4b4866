import { type ChildProcess, fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ParsedDocument, ParsedPage } from '#domain/parsing/parsedDocument.ts';
import { isParseFailureCode, ParseFailure } from '#domain/parsing/parseFailure.ts';
import { ChildMessage } from '#services/documents/parsing/childMessages.ts';

const childFile = fileURLToPath(new URL('parseChild.ts', import.meta.url));
const memoryCheckMs = 100;
const pageBytes = 4_096;

export type ParseInChildOptions = {
  filePath: string;
  fileName: string;
  /** Of resident memory: JavaScript's heap and what native code takes beside it. */
  memoryLimitMb: number;
  timeLimitMs: number;
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
  /** Another program in the child's place, for tests of the limits. */
  childPath?: string;
};

/**
 * Parses a file in a process of its own, which is killed when it takes too much memory or time, when
 * `signal` aborts, and which ends by itself when this process does.
 * @throws ParseFailure for what is the file's fault, also when it brings the child down; other errors when
 *   the child could not do its work
 */
export async function parseInChild(options: ParseInChildOptions): Promise<ParsedDocument> {
  const { filePath, fileName, timeLimitMs, signal, childPath = childFile } = options;
  const child = fork(childPath, {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${options.memoryLimitMb}`],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const kill = (failure: Error) => {
    result.reject(failure);
    child.kill('SIGKILL');
  };
  const result = Promise.withResolvers<ParsedDocument>();
  const deadline = setTimeout(() => kill(new ParseFailure('timed_out')), timeLimitMs);
  const memoryCheck = setInterval(() => {
    void residentBytes(child).then((bytes) => {
      if (bytes > options.memoryLimitMb * 1024 * 1024) kill(new ParseFailure('too_large'));
    });
  }, memoryCheckMs);
  const onAbort = () => kill(new Error('The parsing was called off'));
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted) onAbort();
  listen(child, options, result);
  child.once('spawn', () => child.send({ filePath, fileName }));
  try {
    return await result.promise;
  } finally {
    clearTimeout(deadline);
    clearInterval(memoryCheck);
    signal?.removeEventListener('abort', onAbort);
    child.kill('SIGKILL');
  }
}

function listen(
  child: ChildProcess,
  { onProgress }: ParseInChildOptions,
  result: PromiseWithResolvers<ParsedDocument>,
): void {
  const pages: ParsedPage[] = [];
  let isReady = false;
  child.on('message', (data) => {
    const message = ChildMessage.parse(data);
    switch (message.type) {
      case 'ready':
        isReady = true;
        break;
      case 'progress':
        onProgress?.(message.done, message.total);
        break;
      case 'pages':
        pages.push(...message.pages);
        break;
      case 'done':
        result.resolve({ pages });
        break;
      case 'threw':
        result.reject(new Error(`The parsing process threw: ${message.message}`));
        break;
      case 'failed':
        result.reject(new ParseFailure(isParseFailureCode(message.code) ? message.code : 'broken'));
        break;
    }
  });
  child.once('error', result.reject);
  // Once it had begun, what brought it down is the file; before, it is this machine.
  child.once('exit', (code, signalName) =>
    result.reject(
      isReady
        ? new ParseFailure('too_large', `${code ?? signalName}`)
        : new Error(`The parsing process did not start (${code ?? signalName})`),
    ),
  );
}

/** 0 where the operating system does not show it in `/proc`; the heap's own limit holds there. */
async function residentBytes(child: ChildProcess): Promise<number> {
  const statm = await readFile(`/proc/${child.pid}/statm`, 'utf8').catch(() => '');
  return Number(statm.split(' ')[1] ?? 0) * pageBytes;
}
