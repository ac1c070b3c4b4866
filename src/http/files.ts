import type { IncomingMessage, ServerResponse } from 'node:http';
import { finished } from 'node:stream/promises';
import send from 'send';
import { z } from 'zod';
import type { DownloadLinks } from '#services/files/downloadLinks.ts';
import type { FileStore } from '#services/files/fileStore.ts';

export const filesPath = '/files/';

/** What `send` says went wrong: 404, or 416 for a range that the file does not have. */
const SendError = z.object({ statusCode: z.number().catch(404) });

/** Serves signed links, with `Range`. Always as an attachment: a file that a user uploaded must not run here. */
export function createFilesHandler(options: { files: FileStore; downloadLinks: DownloadLinks }) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405);
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = await options.downloadLinks.verify(pathname.slice(filesPath.length));
    if (!file) return refuse(response, 403);

    await using borrowed = await options.files.borrowPath(file);
    const stream = send(request, borrowed.path, {
      cacheControl: false,
      dotfiles: 'allow',
      etag: true,
      lastModified: true,
    });
    stream.on('headers', () => {
      response.setHeader('Content-Type', file.mime_type);
      response.setHeader('Content-Disposition', attachment(file.file_name));
      response.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
      response.setHeader('X-Content-Type-Options', 'nosniff');
      response.setHeader('Cache-Control', 'private, max-age=300');
    });
    stream.on('error', (error) => refuse(response, SendError.parse(error).statusCode));
    stream.pipe(response);
    // A client that hangs up is no error of ours.
    await finished(response).catch(() => {});
  };
}

/** RFC 6266: an ASCII name for old clients, the true one for the others. */
function attachment(fileName: string): string {
  const name = fileName.toWellFormed();
  const ascii = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replaceAll(/['()*]/g, percentEncode);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

const percentEncode = (character: string) =>
  `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

function refuse(response: ServerResponse, status: number): void {
  if (response.headersSent) return;
  response.writeHead(status, { 'Content-Type': 'text/plain' }).end();
}
