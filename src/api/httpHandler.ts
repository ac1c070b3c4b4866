import type { IncomingMessage, ServerResponse } from 'node:http';
import { createHTTPHandler } from '@trpc/server/adapters/standalone';
import compression from 'compression';
import type { ApiContext, ApiServices, Authenticate } from '#api/context.ts';
import { appRouter } from '#api/root.ts';
import { logger } from '#shared/logger.ts';

export const trpcPath = '/api/trpc/';

/** A multipart form is a little longer than the file in it. */
const formOverheadBytes = 64 * 1024;

/** tRPC over HTTP. What is asked for may be long, a list of documents for one; what is done is answered shortly. */
export function createHttpHandler(
  options: ApiServices & { authenticate: Authenticate },
): (request: IncomingMessage, response: ServerResponse) => void {
  const { services, hub, callLimit, presence, authenticate } = options;
  return createHTTPHandler({
    router: appRouter,
    basePath: trpcPath,
    maxBodySize: services.settings.maxUploadBytes + formOverheadBytes,
    maxBatchSize: 50,
    middleware: compression({ filter: ({ method }) => method === 'GET' }),
    async createContext({ req }): Promise<ApiContext> {
      const token = /^Bearer (.+)$/i.exec(req.headers.authorization ?? '')?.[1];
      // A bad token is as none: each procedure answers UNAUTHORIZED for itself, batched or not.
      const session = token ? await authenticate(token) : null;
      const caller = session && 'caller' in session ? session.caller : null;
      return { services, hub, callLimit, presence, caller, subscription: null };
    },
    onError({ error, path }) {
      if (error.code === 'INTERNAL_SERVER_ERROR')
        logger.error({ err: error.cause, path }, 'a call failed');
    },
  });
}
