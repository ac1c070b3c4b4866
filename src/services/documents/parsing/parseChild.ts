import { readFile } from 'node:fs/promises';
import { parseFile } from '#domain/parsing/parseFile.ts';
import { ParseFailure } from '#domain/parsing/parseFailure.ts';
import { renderThumbnail } from '#domain/parsing/renderThumbnail.ts';
import { type ChildMessage, ParseRequest } from '#services/documents/parsing/childMessages.ts';
import { assert } from '#shared/assert.ts';

/** The child process: parses the files that it is asked for, one at a time, and ends with its parent. */
const pagesPerMessage = 50;

const send = (message: ChildMessage) =>
  new Promise<void>((resolve, reject) => {
    assert(process.send, 'the child has a parent to tell');
    process.send(message, undefined, undefined, (error) => (error ? reject(error) : resolve()));
  });

process.once('disconnect', () => process.exit(1));
process.on('message', (message) => void parse(ParseRequest.parse(message)));
await send({ type: 'ready' });

async function parse({ filePath, fileName }: ParseRequest): Promise<void> {
  try {
    const bytes = await readFile(filePath);
    const { pages, title } = await parseFile(bytes, {
      fileName,
      onProgress: (done, total) => void send({ type: 'progress', done, total }),
      onScans: (total) => void send({ type: 'scans', total }),
    });
    for (let at = 0; at < pages.length; at += pagesPerMessage)
      await send({ type: 'pages', pages: pages.slice(at, at + pagesPerMessage) });
    await send({ type: 'parsed', title });
    const thumbnail = await renderThumbnail(bytes, fileName);
    if (thumbnail) await send({ type: 'thumbnail', thumbnail: new Uint8Array(thumbnail) });
    await send({ type: 'done' });
  } catch (error) {
    if (error instanceof ParseFailure) await send({ type: 'failed', code: error.code });
    else await send({ type: 'threw', message: String(error) });
  }
}
