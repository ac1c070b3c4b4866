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
  supabaseUrl?: string | undefined;
  /** Of a legacy project, which signs with a shared secret. */
  supabaseJwtSecret?: string | undefined;
};

const maxNameLength = 100;

/** What a person may write into their own metadata never makes a token bad: it would lock them out. */
const Claims = z.object({
  sub: z.uuid(),
  session_id: z.uuid(),
  exp: z.number(),
  email: z.string().nullish(),
  is_anonymous: z.boolean().nullish(),
  user_metadata: z
    .object({ display_name: z.string().trim().optional().catch(undefined) })
    .catch({ display_name: undefined }),
});

/** Verifies access tokens, the built-in service's or a Supabase project's. */
export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const { db, supabaseUrl } = options;
  const verifySignature = signatureVerifier(options);
  const findEndedSessions = (ids: string[]) =>
    supabaseUrl ? findEndedInSupabase(db, ids) : findEnded(db, ids);
  // So that a busy tab's calls do not each ask a project's database; a sign-out shows within this time.
  const alive = supabaseUrl ? new AliveSessions(2_000) : null;
  return {
    findEndedSessions,
    async verify(token) {
      const payload = await verifySignature(token).catch(explain);
      const claims = Claims.safeParse(payload);
      if (!claims.success) throw new InvalidTokenError('wrong claims');
      const { sub, session_id, exp, email, is_anonymous, user_metadata } = claims.data;
      if (!alive?.has(session_id)) {
        const ended = await findEndedSessions([session_id]);
        if (ended.length > 0) throw new InvalidTokenError('revoked');
        alive?.add(session_id);
      }
      const name = user_metadata.display_name || email?.split('@', 1)[0] || 'Guest';
      return {
        userId: sub,
        sessionId: session_id,
        email: email || null,
        displayName: Array.from(name).slice(0, maxNameLength).join(''),
        isAnonymous: is_anonymous ?? false,
        expiresAt: new Date(exp * 1_000),
      };
    },
  };
}

type VerifySignature = (token: string) => Promise<JWTPayload>;

/**
 * Each kind of key allows its own algorithms only, so that a public key is never taken for a secret. The keys tell
 * who has issued a token; its `iss` is an address, of which one service may have several.
 */
function signatureVerifier(options: TokenVerifierOptions): VerifySignature {
  const { db, supabaseUrl, supabaseJwtSecret } = options;
  const audience = 'authenticated';
  if (supabaseUrl && supabaseJwtSecret) {
    const secret = new TextEncoder().encode(supabaseJwtSecret);
    return async (token) =>
      (await jwtVerify(token, secret, { audience, algorithms: ['HS256'] })).payload;
  }
  const keySet = supabaseUrl
    ? createRemoteJWKSet(new URL(`${supabaseUrl.replace(/\/$/, '')}/auth/v1/.well-known/jwks.json`))
    : ownKeySet(db);
  const algorithms = supabaseUrl ? ['ES256', 'RS256', 'EdDSA'] : [algorithm];
  return async (token) => (await jwtVerify(token, keySet, { audience, algorithms })).payload;
}

/** Sessions that were there a moment ago. */
class AliveSessions {
  readonly #until = new Map<string, number>();
  readonly #keepMs: number;

  constructor(keepMs: number) {
    this.#keepMs = keepMs;
  }

  has(id: string): boolean {
    return (this.#until.get(id) ?? 0) > performance.now();
  }

  add(id: string): void {
    const now = performance.now();
    for (const [known, until] of this.#until) if (until < now) this.#until.delete(known);
    this.#until.set(id, now + this.#keepMs);
  }
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
