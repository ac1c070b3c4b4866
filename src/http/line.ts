import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { ServiceContext } from '#services/context.ts';
import { AppError } from '#services/errors.ts';
import { receiveWebhook } from '#services/line/receiveWebhook.ts';

export const lineWebhookPath = '/line/webhook/';

const maxBodyBytes = 1024 * 1024;

const statusOf: Partial<Record<AppError['code'], number>> = {
  NOT_FOUND: 404,
  UNAUTHORIZED: 401,
  BAD_REQUEST: 400,
};

/** What LINE calls. Anything but 200 makes it send the same again, so only what was taken in gets one. */
export function createLineWebhookHandler(services: ServiceContext) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== 'POST') return answer(response, 405);
    const body = await readBody(request);
    if (!body) return answer(response, 413);
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const signature = request.headers['x-line-signature'];
    try {
      await receiveWebhook(services, {
        key: pathname.slice(lineWebhookPath.length),
        signature: typeof signature === 'string' ? signature : '',
        body,
      });
    } catch (error) {
      const status = error instanceof AppError ? statusOf[error.code] : undefined;
      if (status === undefined) throw error;
      return answer(response, status);
    }
    return answer(response, 200);
  };
}

/** The bytes as LINE has signed them; null when they are too many. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  // Left open, so that the answer still gets out when the rest is not read.
  for await (const piece of request.iterator({ destroyOnReturn: false })) {
    const buffer = z.instanceof(Buffer).parse(piece);
    bytes += buffer.byteLength;
    if (bytes > maxBodyBytes) return null;
    pieces.push(buffer);
  }
  return Buffer.concat(pieces);
}

/** A body that was not read to its end ends the connection. */
function answer(response: ServerResponse, status: number): void {
  response
    .writeHead(status, {
      'Content-Type': 'application/json',
      ...(status === 413 ? { Connection: 'close' } : {}),
    })
    .end('{}');
}
