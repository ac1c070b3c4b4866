import { createHash, createHmac, randomBytes } from 'node:crypto';
import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import { SignJWT } from 'jose';
import type { Transaction } from '#db/client.ts';
import { refreshTokens, sessions, users } from '#db/schema/identity.ts';
import type { IdentityContext } from '#identity/identityContext.ts';
import { IdentityError } from '#identity/identityError.ts';
import { algorithm, readSigningKey } from '#identity/signingKeys.ts';
import { toUser, type UserRow } from '#identity/user.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

const accessTokenSeconds = 3_600;

/** Two tabs, or a client whose answer was lost, may come twice with the same token within this time. */
const reuseIntervalSeconds = 10;

type SignInMethod = 'password' | 'anonymous';

const hashToken = (token: string) => createHash('sha256').update(token).digest('hex');

/** Begins a session and answers as a sign-in does. */
export async function startSession(ctx: IdentityContext, user: UserRow, method: SignInMethod) {
  const sessionId = uuidv7();
  const refreshToken = randomBytes(32).toString('base64url');
  const signedIn = await ctx.db.transaction(async (tx) => {
    await tx.insert(sessions).values({ id: sessionId, user_id: user.id, method });
    await tx
      .insert(refreshTokens)
      .values({ token_hash: hashToken(refreshToken), session_id: sessionId });
    const [row] = await tx
      .update(users)
      .set({ last_sign_in_at: sql`now()` })
      .where(eq(users.id, user.id))
      .returning();
    return must(row, 'the user who signs in');
  });
  return answer(ctx, signedIn, { sessionId, method, refreshToken });
}

/**
 * Gives a refresh token's successor. The successor is derived from the token, so whoever comes twice gets
 * the same one: within `reuseIntervalSeconds`, or as long as the successor has not been used (the answer may
 * have been lost on a bad network). A token that is used after its successor was, has been stolen or copied:
 * the whole session ends (RFC 9700, section 4.14.2).
 * @throws IdentityError refresh_token_not_found, refresh_token_already_used
 */
export async function refreshSession(ctx: IdentityContext, refreshToken: string) {
  const successor = createHmac('sha256', ctx.refreshSecret)
    .update(refreshToken)
    .digest('base64url');
  const refreshed = await ctx.db.transaction(async (tx) => {
    const found = await lockToken(tx, refreshToken);
    if (!found) return null;
    if (await isReplayed(tx, found, successor)) {
      await tx.delete(sessions).where(eq(sessions.id, found.sessionId));
      return { ended: found.sessionId };
    }
    await tx
      .update(refreshTokens)
      .set({ used_at: sql`now()` })
      .where(and(eq(refreshTokens.token_hash, found.tokenHash), isNull(refreshTokens.used_at)));
    await tx
      .insert(refreshTokens)
      .values({ token_hash: hashToken(successor), session_id: found.sessionId })
      .onConflictDoNothing();
    await tx
      .update(sessions)
      .set({ refreshed_at: sql`now()` })
      .where(eq(sessions.id, found.sessionId));
    return found;
  });
  if (!refreshed)
    throw new IdentityError(
      'refresh_token_not_found',
      'Invalid Refresh Token: Refresh Token Not Found',
    );
  if ('ended' in refreshed) {
    ctx.onSessionsEnded([refreshed.ended]);
    throw new IdentityError('refresh_token_already_used', 'Invalid Refresh Token: Already Used');
  }
  return answer(ctx, refreshed.user, { ...refreshed, refreshToken: successor });
}

type FoundToken = {
  tokenHash: string;
  /** Since its use; null when it is unused. */
  usedSecondsAgo: number | null;
  sessionId: string;
  method: string;
  user: UserRow;
};

/** The token with its session and user; the session's row is locked, so that refreshes take turns. */
async function lockToken(tx: Transaction, refreshToken: string): Promise<FoundToken | null> {
  const tokenHash = hashToken(refreshToken);
  const sessionOfToken = tx
    .select({ id: refreshTokens.session_id })
    .from(refreshTokens)
    .where(eq(refreshTokens.token_hash, tokenHash));
  const [session] = await tx
    .select({ id: sessions.id, method: sessions.method, userId: sessions.user_id })
    .from(sessions)
    .where(inArray(sessions.id, sessionOfToken))
    .for('update');
  if (!session) return null;
  // Read under the lock: another refresh may just have used it.
  const [token] = await tx
    .select({
      usedSecondsAgo: sql<
        number | null
      >`extract(epoch from now() - ${refreshTokens.used_at})::float8`,
    })
    .from(refreshTokens)
    .where(eq(refreshTokens.token_hash, tokenHash));
  const [user] = await tx.select().from(users).where(eq(users.id, session.userId));
  if (!token || !user) return null;
  return { ...token, tokenHash, sessionId: session.id, method: session.method, user };
}

async function isReplayed(tx: Transaction, found: FoundToken, successor: string): Promise<boolean> {
  const { usedSecondsAgo } = found;
  if (usedSecondsAgo === null || usedSecondsAgo <= reuseIntervalSeconds) return false;
  const [next] = await tx
    .select({ usedAt: refreshTokens.used_at })
    .from(refreshTokens)
    .where(eq(refreshTokens.token_hash, hashToken(successor)));
  return next === undefined || next.usedAt !== null;
}

/** Ends sessions and tells who listens. `others` spares the caller's. */
export async function endSessions(
  ctx: IdentityContext,
  { userId, sessionId, scope }: { userId: string; sessionId: string; scope: LogoutScope },
): Promise<void> {
  const chosen = {
    global: undefined,
    local: eq(sessions.id, sessionId),
    others: ne(sessions.id, sessionId),
  }[scope];
  const ended = await ctx.db
    .delete(sessions)
    .where(and(eq(sessions.user_id, userId), chosen))
    .returning({ id: sessions.id });
  if (ended.length > 0) ctx.onSessionsEnded(ended.map(({ id }) => id));
}

export type LogoutScope = 'global' | 'local' | 'others';

async function answer(
  ctx: IdentityContext,
  user: UserRow,
  session: { sessionId: string; method: string; refreshToken: string },
) {
  const issuedAt = Math.floor(ctx.now().getTime() / 1_000);
  const expiresAt = issuedAt + accessTokenSeconds;
  const shown = toUser(user);
  const { kid, privateKey } = await readSigningKey(ctx.db);
  const access_token = await new SignJWT({
    email: shown.email,
    phone: '',
    app_metadata: shown.app_metadata,
    user_metadata: shown.user_metadata,
    role: 'authenticated',
    aal: 'aal1',
    amr: [{ method: session.method, timestamp: issuedAt }],
    session_id: session.sessionId,
    is_anonymous: user.is_anonymous,
  })
    .setProtectedHeader({ alg: algorithm, kid, typ: 'JWT' })
    .setIssuer(ctx.issuer)
    .setSubject(user.id)
    .setAudience('authenticated')
    .setIssuedAt(issuedAt)
    .setExpirationTime(expiresAt)
    .sign(privateKey);
  return {
    access_token,
    token_type: 'bearer',
    expires_in: accessTokenSeconds,
    expires_at: expiresAt,
    refresh_token: session.refreshToken,
    user: shown,
  };
}
