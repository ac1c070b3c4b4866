import type { IncomingMessage, ServerResponse } from 'node:http';
import { getUser, grantToken, logOut, signUp, updateUser } from '#identity/accounts.ts';
import { type AttemptLimits, defaultAttemptLimits } from '#identity/attemptLimits.ts';
import { pruneAttempts } from '#identity/attempts.ts';
import { pruneSessions } from '#identity/pruneSessions.ts';
import { answerCors, type EndpointResult, sendError, sendResult } from '#identity/http.ts';
import type { IdentityContext } from '#identity/identityContext.ts';
import { IdentityError } from '#identity/identityError.ts';
import { readPublicKeys } from '#identity/signingKeys.ts';
import { logger } from '#shared/logger.ts';

export const identityPath = '/auth/v1';

type Endpoint = (
  ctx: IdentityContext,
  request: IncomingMessage,
  query: URLSearchParams,
) => EndpointResult | Promise<EndpointResult>;

const endpoints: Record<string, Endpoint> = {
  'POST /signup': signUp,
  'POST /token': grantToken,
  'GET /user': getUser,
  'PUT /user': updateUser,
  'POST /logout': logOut,
  'GET /.well-known/jwks.json': async ({ db }) => readPublicKeys(db),
  'GET /settings': () => ({
    external: { anonymous_users: true, email: true, phone: false },
    disable_signup: false,
    mailer_autoconfirm: true,
    phone_autoconfirm: false,
    sms_provider: '',
    saml_enabled: false,
  }),
  'GET /health': () => ({
    version: 'v2',
    name: 'GoTrue',
    description: 'Parley speaks the protocol of Supabase Auth',
  }),
};

export type IdentityService = {
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** To be called now and then: forgets attempts, sessions and tokens that no longer count. */
  prune: () => Promise<void>;
};

/**
 * The built-in identity service: Supabase Auth's REST protocol under `/auth/v1`, so that supabase-js in the
 * browser is the same with a Supabase project and without one.
 */
export function createIdentityService(
  options: Omit<IdentityContext, 'attemptLimits'> & {
    allowedOrigins: readonly string[];
    attemptLimits?: AttemptLimits;
  },
): IdentityService {
  const ctx = { attemptLimits: defaultAttemptLimits, ...options };
  return {
    async prune() {
      await pruneAttempts(ctx.db);
      await pruneSessions(ctx.db);
    },
    async handle(request, response) {
      if (answerCors(request, response, ctx.allowedOrigins)) return;
      try {
        const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
        const path = pathname.slice(identityPath.length);
        const endpoint = endpoints[`${request.method} ${path}`];
        if (!endpoint) throw unknownEndpoint(path);
        sendResult(response, await endpoint(ctx, request, searchParams));
      } catch (error) {
        if (error instanceof IdentityError) return sendError(request, response, error);
        logger.error({ err: error }, 'the identity service failed');
        sendError(
          request,
          response,
          new IdentityError('unexpected_failure', 'Internal server error'),
        );
      }
    },
  };
}

function unknownEndpoint(path: string): IdentityError {
  const isKnown = Object.keys(endpoints).some((key) => key.endsWith(` ${path}`));
  return isKnown
    ? new IdentityError('method_not_allowed', 'Method not allowed')
    : new IdentityError('not_found', 'Not found');
}
