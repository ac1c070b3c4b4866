import { createServer } from 'node:http';
import { createClient, isAuthApiError, isAuthWeakPasswordError } from '@supabase/supabase-js';
import fc from 'fast-check';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { openTestDatabase, type TestDatabase } from '#db/testDatabase.ts';
import { createIdentityService } from '#identity/createIdentityService.ts';
import { createTokenVerifier, type TokenVerifier } from '#identity/verifyToken.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

let database: TestDatabase;
let verifier: TokenVerifier;
let url: string;
let issuer: string;
let ended: string[] = [];
const server = createServer();
const origin = 'http://parley.test';
const password = 'correct horse battery';

beforeAll(async () => {
  database = await openTestDatabase();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  url = `http://127.0.0.1:${port}`;
  issuer = `${url}/auth/v1`;
  verifier = createTokenVerifier({ db: database.db });
  const service = createIdentityService({
    db: database.db,
    issuer,
    verifier,
    refreshSecret: 'a secret of the test',
    allowedOrigins: [origin],
    onSessionsEnded: (ids) => ended.push(...ids),
    now: () => new Date(),
    trustedProxies: 0,
  });
  server.on('request', (request, response) => void service.handle(request, response));
});
afterAll(async () => {
  server.close();
  await database[Symbol.asyncDispose]();
});
beforeEach(() => {
  ended = [];
});

/** A browser of its own. */
const browser = () =>
  createClient(url, 'any-key', { auth: { persistSession: false, autoRefreshToken: false } }).auth;
const newEmail = () => `${uuidv7()}@example.com`;

async function signedUp(email = newEmail()) {
  const auth = browser();
  const { data, error } = await auth.signUp({
    email,
    password,
    options: { data: { display_name: 'Ann' } },
  });
  expect(error).toBeNull();
  return { auth, email, session: must(data.session, 'a session') };
}

const failure = (result: { error: unknown }) =>
  isAuthApiError(result.error) ? [result.error.status, result.error.code] : result.error;

test('sign-up gives a session whose token verifies', async () => {
  const { session, email } = await signedUp();
  expect(session.user).toMatchObject({ email, is_anonymous: false, role: 'authenticated' });
  expect(session.user.identities).toHaveLength(1);
  expect(session.expires_in).toBe(3600);
  expect(await verifier.verify(session.access_token)).toMatchObject({
    userId: session.user.id,
    email,
    displayName: 'Ann',
    isAnonymous: false,
  });
});

test.each([null, 5, {}, '', 'x'.repeat(5_000)])(
  'whatever a person calls themselves, they are let in: %#',
  async (display_name) => {
    const { auth, session } = await signedUp('ann.b.' + newEmail());
    await auth.updateUser({ data: { display_name } });
    const { data } = await auth.refreshSession(session);
    const token = must(data.session, 'the next session').access_token;
    const { displayName } = await verifier.verify(token);
    expect(displayName).toMatch(/^(ann\.b\.|x{100}$)/);
    expect((await auth.getUser(token)).error).toBeNull();
  },
);

test('null takes a key of the metadata away', async () => {
  const { auth } = await signedUp();
  const { data } = await auth.updateUser({ data: { display_name: null, team: 'red' } });
  expect(data.user?.user_metadata).toEqual({ team: 'red' });
});

test('a NUL, which no text of PostgreSQL can hold, is bad JSON', async () => {
  const bad = { email: 'a\0b@example.com', password };
  expect(failure(await browser().signInWithPassword(bad))).toEqual([400, 'bad_json']);
  const named = { email: newEmail(), password, options: { data: { 'a\0': 1 } } };
  expect(failure(await browser().signUp(named))).toEqual([400, 'bad_json']);
});

test('half of a character becomes the sign for one that cannot be shown, as with Supabase', async () => {
  const { auth } = await signedUp();
  const { data } = await auth.updateUser({ data: { display_name: 'Ann \ud83d', 'a\udc00': [1] } });
  expect(data.user?.user_metadata).toMatchObject({ display_name: 'Ann \ufffd', 'a\ufffd': [1] });
});

test('a process under another address takes the same token', async () => {
  const { session } = await signedUp();
  const other = createTokenVerifier({ db: database.db });
  const { userId } = await other.verify(session.access_token);
  expect(userId).toBe(session.user.id);
});

test('the same address again is user_already_exists, in any case of letters', async () => {
  const { email } = await signedUp();
  const again = await browser().signUp({ email: email.toUpperCase(), password });
  expect(failure(again)).toEqual([422, 'user_already_exists']);
});

test('a short password is weak, as its own error class with the reason', async () => {
  const { error } = await browser().signUp({ email: newEmail(), password: 'short' });
  expect(isAuthWeakPasswordError(error)).toBe(true);
  expect(error).toMatchObject({ status: 422, code: 'weak_password', reasons: ['length'] });
});

test('sign-in with the right password, and the same refusal for a wrong one and an unknown address', async () => {
  const { email, session } = await signedUp();
  const right = await browser().signInWithPassword({ email: ` ${email.toUpperCase()}`, password });
  expect(right.data.user?.id).toBe(session.user.id);
  for (const attempt of [
    { email, password: 'wrong password' },
    { email: newEmail(), password },
  ]) {
    const refused = await browser().signInWithPassword(attempt);
    expect(failure(refused)).toEqual([400, 'invalid_credentials']);
  }
});

test('a malformed address is validation_failed', async () => {
  expect(failure(await browser().signUp({ email: 'nobody', password }))).toEqual([
    400,
    'validation_failed',
  ]);
});

test('an anonymous visitor becomes a person with the same id', async () => {
  const auth = browser();
  const { data } = await auth.signInAnonymously();
  const visitor = must(data.user, 'the visitor');
  expect(visitor.is_anonymous).toBe(true);
  const verified = await verifier.verify(must(data.session, 'a session').access_token);
  expect(verified).toMatchObject({ email: null, displayName: 'Guest', isAnonymous: true });
  expect(failure(await auth.updateUser({ password }))).toEqual([422, 'email_required']);
  const email = newEmail();
  const { data: updated } = await auth.updateUser({ email, password });
  expect(updated.user).toMatchObject({ id: visitor.id, email, is_anonymous: false });
  expect((await browser().signInWithPassword({ email, password })).data.user?.id).toBe(visitor.id);
});

test('refresh rotates; an old token after its successor was used ends the session', async () => {
  const { auth, session } = await signedUp();
  const next = must((await auth.refreshSession(session)).data.session, 'the next session');
  expect(next.refresh_token).not.toBe(session.refresh_token);
  const last = must((await browser().refreshSession(next)).data.session, 'the last session');
  await database.sql`update parley_auth.refresh_tokens set used_at = used_at - interval '11 seconds'`;
  expect(failure(await browser().refreshSession(session))).toEqual([
    400,
    'refresh_token_already_used',
  ]);
  expect(ended).toHaveLength(1);
  expect(failure(await browser().refreshSession(last))).toEqual([400, 'refresh_token_not_found']);
  await expect(verifier.verify(last.access_token)).rejects.toMatchObject({
    reason: 'token revoked',
  });
});

test('a client that never got the answer may ask again, however late', async () => {
  const { auth, session } = await signedUp();
  const lost = must((await auth.refreshSession(session)).data.session, 'the lost answer');
  await database.sql`update parley_auth.refresh_tokens set used_at = used_at - interval '1 day'`;
  const again = must((await browser().refreshSession(session)).data.session, 'the answer');
  expect(again.refresh_token).toBe(lost.refresh_token);
  expect(ended).toEqual([]);
});

test('tabs that refresh at the same moment all succeed and the session goes on (property)', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 2, max: 6 }),
      fc.integer({ min: 1, max: 3 }),
      async (tabs, rounds) => {
        let { session } = await signedUp();
        for (let round = 0; round < rounds; round += 1) {
          const results = await Promise.all(
            Array.from({ length: tabs }, () => browser().refreshSession(session)),
          );
          expect(results.map(({ error }) => error)).toEqual(results.map(() => null));
          session = must(results.at(-1)?.data.session, 'a session');
        }
        expect((await verifier.verify(session.access_token)).userId).toBe(session.user.id);
      },
    ),
    { numRuns: 5 },
  );
});

test.each([
  ['local', [false, true]],
  ['others', [true, false]],
  ['global', [false, false]],
] as const)('sign-out with scope %s', async (scope, [selfStays, otherStays]) => {
  const { auth, email, session } = await signedUp();
  const other = await browser().signInWithPassword({ email, password });
  await auth.signOut({ scope });
  const stays = (token: string) =>
    verifier.verify(token).then(
      () => true,
      () => false,
    );
  expect(await stays(session.access_token)).toBe(selfStays);
  expect(await stays(must(other.data.session, 'a session').access_token)).toBe(otherStays);
  expect(ended).toHaveLength(Number(!selfStays) + Number(!otherStays));
});

test('a new password ends the other sessions and must differ', async () => {
  const { auth, email, session } = await signedUp();
  const other = await browser().signInWithPassword({ email, password });
  expect(failure(await auth.updateUser({ password }))).toEqual([422, 'same_password']);
  expect((await auth.updateUser({ password: 'another good one' })).error).toBeNull();
  await expect(verifier.verify(must(other.data.session, 's').access_token)).rejects.toThrow(
    'revoked',
  );
  await expect(verifier.verify(session.access_token)).resolves.toBeDefined();
});

test('metadata is merged; an address of somebody else is refused', async () => {
  const { auth } = await signedUp();
  const { email } = await signedUp();
  const { data } = await auth.updateUser({ data: { locale: 'th' } });
  expect(data.user?.user_metadata).toEqual({ display_name: 'Ann', locale: 'th' });
  expect(failure(await auth.updateUser({ email }))).toEqual([422, 'email_exists']);
});

test('forged, expired, unsigned and wrongly signed tokens are refused', async () => {
  const { session } = await signedUp();
  const [header = '', payload = '', signature = ''] = session.access_token.split('.');
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  const { keys } = z
    .object({ keys: z.array(z.object({ x: z.string() })) })
    .parse(await (await fetch(`${issuer}/.well-known/jwks.json`)).json());
  const confused = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(must(keys[0], 'a key').x));
  for (const [token, reason] of [
    ['', 'token malformed'],
    ['not.a.token', 'token malformed'],
    [`${header}.${encode({ ...claims, sub: uuidv7() })}.${signature}`, 'token wrong signature'],
    [`${encode({ alg: 'none' })}.${payload}.`, 'token wrong signature'],
    [confused, 'token wrong signature'],
  ] as const)
    await expect(verifier.verify(token)).rejects.toMatchObject({ reason });
});

test('the protocol without supabase-js: older error form, CORS, unknown paths', async () => {
  const post = (path: string, body: string, headers = {}) =>
    fetch(`${issuer}${path}`, { method: 'POST', body, headers });
  const old = await post('/token?grant_type=password', '{"email":"a@b.co","password":"x"}');
  expect(await old.json()).toEqual({
    code: 400,
    error_code: 'invalid_credentials',
    msg: 'Invalid login credentials',
  });
  expect(await (await post('/signup', '{')).json()).toMatchObject({ error_code: 'bad_json' });
  expect(await (await post('/token?grant_type=magic', '{}')).json()).toMatchObject({
    error_code: 'unsupported_grant_type',
  });
  expect((await post('/signup', JSON.stringify({ data: 'x'.repeat(70_000) }))).status).toBe(413);
  expect((await fetch(`${issuer}/nothing`)).status).toBe(404);
  expect((await fetch(`${issuer}/signup`)).status).toBe(405);
  expect((await fetch(`${issuer}/user`)).status).toBe(401);
  const ask = (from: string) =>
    fetch(`${issuer}/signup`, { method: 'OPTIONS', headers: { origin: from } });
  expect((await ask(origin)).headers.get('access-control-allow-origin')).toBe(origin);
  expect((await ask('http://evil.test')).headers.get('access-control-allow-origin')).toBeNull();
});
