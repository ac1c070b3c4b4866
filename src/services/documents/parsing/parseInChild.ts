import { fileURLToPath } from 'node:url';
import type { ParsedDocument, ParsedPage } from '#domain/parsing/parsedDocument.ts';
import { isParseFailureCode, ParseFailure } from '#domain/parsing/parseFailure.ts';
import { ChildMessage } from '#services/documents/parsing/childMessages.ts';
import {
  endChild,
  keepChild,
  type ParseChild,
  residentBytes,
  takeChild,
} from '#services/documents/parsing/parseChildren.ts';

const childFile = fileURLToPath(new URL('parseChild.ts', import.meta.url));
const memoryCheckMs = 100;
/** A page that takes longer to draw goes without a thumbnail. */
const thumbnailLimitMs = 5_000;

/** What a file holds, and a small picture of it: WebP; null where it has no look of its own. */
export type ParsedFile = ParsedDocument & { thumbnail: Uint8Array | null };

export type ParseInChildOptions = {
  filePath: string;
  fileName: string;
  /** Whose files may share a process, one after the other: the workspace's id. */
  owner: string;
  /** Of resident memory: JavaScript's heap and what native code takes beside it. */
  memoryLimitMb: number;
  timeLimitMs: number;
  /** More for each page that is a picture: to read one takes seconds. */
  timePerScanMs: number;
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
  /** Another program in the child's place, for tests of the limits. */
  childPath?: string;
};

/**
 * Parses a file, and draws its thumbnail, in another process, which is killed when it takes too much memory or
 * time, when `signal` aborts, and which ends by itself when this process does. It stays for the next file when it
 * answered.
 * What comes to pass once all pages are there costs the thumbnail, no more.
 * @throws ParseFailure for what is the file's fault, also when it brings the child down; other errors when
 *   the child could not do its work
 */
export async function parseInChild(options: ParseInChildOptions): Promise<ParsedFile> {
  const { filePath, fileName, timeLimitMs, timePerScanMs, signal, childPath = childFile } = options;
  const child = takeChild({ ...options, childPath });
  const result = Promise.withResolvers<ParsedFile>();
  const listening = listen(child, { ...options, onScans: (total) => allow(total) }, result);
  const kill = (failure: Error) => {
    listening.fail(failure);
    endChild(child);
  };
  const startedAt = performance.now();
  let deadline: NodeJS.Timeout | undefined;
  const allow = (scans: number) => {
    clearTimeout(deadline);
    const leftMs = timeLimitMs + scans * timePerScanMs - (performance.now() - startedAt);
    deadline = setTimeout(() => kill(new ParseFailure('timed_out')), leftMs);
  };
  allow(0);
  const memoryCheck = setInterval(() => {
    void residentBytes(child).then((bytes) => {
      if (bytes > options.memoryLimitMb * 1024 * 1024) kill(new ParseFailure('too_large'));
    });
  }, memoryCheckMs);
  const onAbort = () => kill(new Error('The parsing was called off'));
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted) onAbort();
  child.process.send({ filePath, fileName }, (error) => error && result.reject(error));
  try {
    return await result.promise;
  } finally {
    clearTimeout(deadline);
    clearInterval(memoryCheck);
    signal?.removeEventListener('abort', onAbort);
    if (listening.stop().hasAnswered) await keepChild(child);
    else endChild(child);
  }
}

/**
 * `fail` ends it, with an error unless all pages are there. `stop` tells whether the child has said how the file
 * ended, and so can take another.
 */
function listen(
  child: ParseChild,
  { onProgress, onScans }: ParseInChildOptions & { onScans: (total: number) => void },
  result: PromiseWithResolvers<ParsedFile>,
): { fail: (failure: Error) => void; stop: () => { hasAnswered: boolean } } {
  const pages: ParsedPage[] = [];
  let title: string | null = null;
  let thumbnail: Uint8Array | null = null;
  let hasAnswered = false;
  let drawing: NodeJS.Timeout | undefined;
  const finish = () => result.resolve({ pages, title, thumbnail });
  const fail = (failure: Error) => (drawing ? finish() : result.reject(failure));
  const onMessage = (data: unknown) => {
    const message = ChildMessage.parse(data);
    hasAnswered ||= message.type === 'done' || message.type === 'failed';
    switch (message.type) {
      case 'ready':
        child.isReady = true;
        break;
      case 'progress':
        onProgress?.(message.done, message.total);
        break;
      case 'scans':
        onScans(message.total);
        break;
      case 'pages':
        pages.push(...message.pages);
        break;
      case 'parsed':
        title = message.title;
        drawing = setTimeout(finish, thumbnailLimitMs);
        break;
      case 'thumbnail':
        thumbnail = message.thumbnail;
        break;
      case 'done':
        finish();
        break;
      case 'threw':
        result.reject(new Error(`The parsing process threw: ${message.message}`));
        break;
      case 'failed':
        result.reject(new ParseFailure(isParseFailureCode(message.code) ? message.code : 'broken'));
        break;
    }
  };
  // Once it had begun, what brought it down is the file; before, it is this machine.
  const onExit = (code: number | null, signalName: string | null) =>
    fail(
      child.isReady
        ? new ParseFailure('too_large', `${code ?? signalName}`)
        : new Error(`The parsing process did not start (${code ?? signalName})`),
    );
  child.process.on('message', onMessage).on('error', result.reject).on('exit', onExit);
  return {
    fail,
    stop() {
      clearTimeout(drawing);
      child.process.off('message', onMessage).off('error', result.reject).off('exit', onExit);
      return { hasAnswered };
    },
  };
}
