import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  type JWTPayload,
  jwtVerify,
  type JWTVerifyGetKey,
} from 'jose';
import { z } from 'zod';
import type { Database } from '#db/client.ts';
import { findEnded, findEndedInSupabase } from '#identity/endedSessions.ts';
import { algorithm, readPublicKeys } from '#identity/signingKeys.ts';

export type VerifiedToken = {
  userId: string;
  sessionId: string;
  /** Null for an anonymous visitor. */
  email: string | null;
  displayName: string;
  isAnonymous: boolean;
  expiresAt: Date;
};

/** The token is not good; any other error says nothing against it. */
export class InvalidTokenError extends Error {
  readonly reason: string;

  constructor(reason: 'malformed' | 'expired' | 'revoked' | 'wrong signature' | 'wrong claims') {
    super(`The access token is ${reason}`);
    this.name = 'InvalidTokenError';
    this.reason = `token ${reason}`;
  }
}

export type TokenVerifier = {
  /** @throws InvalidTokenError; other errors when keys or sessions cannot be read */
  verify: (token: string) => Promise<VerifiedToken>;
  /** Which of these sessions have ended, in one query. */
  findEndedSessions: (sessionIds: string[]) => Promise<string[]>;
};

export type TokenVerifierOptions = {
  db: Database;
  /** `<origin>/auth/v1` of the built-in service. */
  issuer: string;
  supabaseUrl?: string | undefined;
  /** Of a legacy project, which signs with a shared secret. */
  supabaseJwtSecret?: string | undefined;
};

const Claims = z.object({
  sub: z.uuid(),
  session_id: z.uuid(),
  exp: z.number(),
  email: z.string().optional(),
  is_anonymous: z.boolean().default(false),
  user_metadata: z.object({ display_name: z.string().optional() }).default({}),
});

/** Verifies access tokens, the built-in service's or a Supabase project's. */
export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const { db, supabaseUrl } = options;
  const keys = keysFor(options);
  const issuer = supabaseUrl ? `${supabaseUrl.replace(/\/$/, '')}/auth/v1` : options.issuer;
  const findEndedSessions = supabaseUrl
    ? (ids: string[]) => findEndedInSupabase(db, ids)
    : (ids: string[]) => findEnded(db, ids);
  return {
    findEndedSessions,
    async verify(token) {
      const payload = await keys(token, issuer).catch(explain);
      const claims = Claims.safeParse(payload);
      if (!claims.success) throw new InvalidTokenError('wrong claims');
      const { sub, session_id, exp, email, is_anonymous, user_metadata } = claims.data;
      const ended = await findEndedSessions([session_id]);
      if (ended.length > 0) throw new InvalidTokenError('revoked');
      return {
        userId: sub,
        sessionId: session_id,
        email: email || null,
        displayName: user_metadata.display_name || email?.split('@', 1)[0] || 'Guest',
        isAnonymous: is_anonymous,
        expiresAt: new Date(exp * 1_000),
      };
    },
  };
}

type VerifySignature = (token: string, issuer: string) => Promise<JWTPayload>;

/** Each kind of key allows its own algorithms only, so that a public key is never taken for a secret. */
function keysFor({ db, supabaseUrl, supabaseJwtSecret }: TokenVerifierOptions): VerifySignature {
  const claims = (issuer: string) => ({ issuer, audience: 'authenticated' });
  if (supabaseUrl && supabaseJwtSecret) {
    const secret = new TextEncoder().encode(supabaseJwtSecret);
    return async (token, issuer) =>
      (await jwtVerify(token, secret, { ...claims(issuer), algorithms: ['HS256'] })).payload;
  }
  const keySet = supabaseUrl
    ? createRemoteJWKSet(new URL(`${supabaseUrl.replace(/\/$/, '')}/auth/v1/.well-known/jwks.json`))
    : ownKeySet(db);
  const algorithms = supabaseUrl ? ['ES256', 'RS256', 'EdDSA'] : [algorithm];
  return async (token, issuer) =>
    (await jwtVerify(token, keySet, { ...claims(issuer), algorithms })).payload;
}

/** Read once, and again when a token names a key that was not there: another process may have made it. */
function ownKeySet(db: Database): JWTVerifyGetKey {
  let known: ReturnType<typeof createLocalJWKSet> | null = null;
  const read = async () => (known = createLocalJWKSet(await readPublicKeys(db)));
  return async (header, token) => {
    try {
      return await (known ?? (await read()))(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      return (await read())(header, token);
    }
  };
}

function explain(error: unknown): never {
  if (error instanceof errors.JWTExpired) throw new InvalidTokenError('expired');
  if (error instanceof errors.JWTClaimValidationFailed) throw new InvalidTokenError('wrong claims');
  if (
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JOSEAlgNotAllowed ||
    error instanceof errors.JOSENotSupported
  )
    throw new InvalidTokenError('wrong signature');
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid)
    throw new InvalidTokenError('malformed');
  throw error;
}
