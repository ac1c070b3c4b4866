import type { IncomingMessage } from 'node:http';
import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { users } from '#db/schema/identity.ts';
import { takeSignIn, takeSignUp } from '#identity/attempts.ts';
import { bearerToken, type EndpointResult, readBody } from '#identity/http.ts';
import type { IdentityContext } from '#identity/identityContext.ts';
import { IdentityError } from '#identity/identityError.ts';
import { hashPassword, isPassword } from '#identity/passwords.ts';
import { endSessions, refreshSession, startSession } from '#identity/sessions.ts';
import { toUser, type UserRow } from '#identity/user.ts';
import { InvalidTokenError } from '#identity/verifyToken.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

const Email = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email('Unable to validate email address: invalid format').max(255));
const Metadata = z.record(z.string(), z.unknown());

/** POST /signup: with an e-mail address a person's account, without one an anonymous visitor's. */
export async function signUp(
  ctx: IdentityContext,
  request: IncomingMessage,
): Promise<EndpointResult> {
  const { email, password, data } = await readBody(
    request,
    z.object({
      email: Email.or(z.literal('').transform(() => undefined)).optional(),
      password: z.string().optional(),
      data: Metadata.nullish(),
    }),
  );
  await takeSignUp(ctx, request);
  const user_metadata = withoutNulls(data ?? {});
  if (email === undefined) {
    const visitor = await insertUser(ctx, { user_metadata, is_anonymous: true });
    return startSession(ctx, must(visitor, 'the inserted visitor'), 'anonymous');
  }
  if (!password) throw new IdentityError('validation_failed', 'Signup requires a valid password');
  const password_hash = await hashPassword(password);
  const user = await insertUser(ctx, { email, password_hash, user_metadata });
  if (!user) throw new IdentityError('user_already_exists', 'User already registered');
  return startSession(ctx, user, 'password');
}

async function insertUser(
  ctx: IdentityContext,
  values: Omit<typeof users.$inferInsert, 'id'>,
): Promise<UserRow | undefined> {
  const [user] = await ctx.db
    .insert(users)
    .values({ id: uuidv7(), ...values })
    .onConflictDoNothing({ target: users.email })
    .returning();
  return user;
}

/** POST /token: a password or a refresh token for a session. */
export async function grantToken(
  ctx: IdentityContext,
  request: IncomingMessage,
  query: URLSearchParams,
): Promise<EndpointResult> {
  const grant = query.get('grant_type');
  if (grant === 'refresh_token') {
    const { refresh_token } = await readBody(
      request,
      z.object({ refresh_token: z.string().min(1) }),
    );
    return refreshSession(ctx, refresh_token);
  }
  if (grant !== 'password')
    throw new IdentityError('unsupported_grant_type', 'unsupported_grant_type');
  const { email, password } = await readBody(
    request,
    z.object({ email: z.string().trim().toLowerCase(), password: z.string().max(1_024) }),
  );
  const succeed = await takeSignIn(ctx, request, email);
  const [user] = await ctx.db.select().from(users).where(eq(users.email, email));
  const isRight = await isPassword(password, user?.password_hash ?? null);
  if (!user || !isRight)
    throw new IdentityError('invalid_credentials', 'Invalid login credentials');
  await succeed();
  return startSession(ctx, user, 'password');
}

/** GET /user */
export async function getUser(
  ctx: IdentityContext,
  request: IncomingMessage,
): Promise<EndpointResult> {
  return toUser((await authorize(ctx, request)).user);
}

/** PUT /user: e-mail address, password, metadata. A new password ends all other sessions. */
export async function updateUser(
  ctx: IdentityContext,
  request: IncomingMessage,
): Promise<EndpointResult> {
  const { user, sessionId } = await authorize(ctx, request);
  const change = await readBody(
    request,
    z.object({
      email: Email.optional(),
      password: z.string().optional(),
      data: Metadata.nullish(),
    }),
  );
  const email = change.email ?? user.email;
  if (change.password !== undefined && email === null)
    throw new IdentityError(
      'email_required',
      'Updating password of an anonymous user without an email is not allowed',
    );
  // The refusal of the old password as the new one would tell a thief of the token when he has guessed it.
  if (change.password !== undefined) await takeSignIn(ctx, request, email ?? user.id);
  const password_hash = await newPasswordHash(user, change.password);
  const updated = await ctx.db.transaction(async (tx) => {
    if (email !== user.email && email !== null) {
      const taken = await tx.select({ id: users.id }).from(users).where(eq(users.email, email));
      if (taken.length > 0)
        throw new IdentityError(
          'email_exists',
          'A user with this email address has already been registered',
        );
    }
    const [row] = await tx
      .update(users)
      .set({
        email,
        password_hash,
        is_anonymous: email === null,
        user_metadata: withoutNulls({ ...user.user_metadata, ...change.data }),
        updated_at: sql`now()`,
      })
      .where(eq(users.id, user.id))
      .returning();
    return must(row, 'the signed-in user');
  });
  if (password_hash !== user.password_hash)
    await endSessions(ctx, { userId: user.id, sessionId, scope: 'others' });
  return toUser(updated);
}

/** As Supabase does: null takes a key away. */
function withoutNulls(metadata: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== null));
}

async function newPasswordHash(user: UserRow, password: string | undefined) {
  if (password === undefined) return user.password_hash;
  if (await isPassword(password, user.password_hash))
    throw new IdentityError(
      'same_password',
      'New password should be different from the old password.',
    );
  return hashPassword(password);
}

/** POST /logout?scope=global|local|others */
export async function logOut(
  ctx: IdentityContext,
  request: IncomingMessage,
  query: URLSearchParams,
): Promise<EndpointResult> {
  const { user, sessionId } = await authorize(ctx, request);
  const scope = z.enum(['global', 'local', 'others']).safeParse(query.get('scope') ?? 'global');
  if (!scope.success)
    throw new IdentityError('validation_failed', 'scope must be global, local or others');
  await endSessions(ctx, { userId: user.id, sessionId, scope: scope.data });
  return null;
}

async function authorize(
  ctx: IdentityContext,
  request: IncomingMessage,
): Promise<{ user: UserRow; sessionId: string }> {
  const { userId, sessionId } = await ctx.verifier
    .verify(bearerToken(request))
    .catch((error: unknown) => {
      if (!(error instanceof InvalidTokenError)) throw error;
      if (error.reason === 'token revoked')
        throw new IdentityError(
          'session_not_found',
          'Session from session_id claim in JWT does not exist',
        );
      throw new IdentityError('bad_jwt', `invalid JWT: ${error.message}`);
    });
  const [user] = await ctx.db.select().from(users).where(eq(users.id, userId));
  if (!user) throw new IdentityError('session_not_found', 'The user no longer exists');
  return { user, sessionId };
}
