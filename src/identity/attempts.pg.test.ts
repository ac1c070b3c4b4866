import { createServer, type Server } from 'node:http';
import { createClient, isAuthApiError } from '@supabase/supabase-js';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { openTestDatabase, type TestDatabase } from '#db/testDatabase.ts';
import { createIdentityService, type IdentityService } from '#identity/createIdentityService.ts';
import { createTokenVerifier } from '#identity/verifyToken.ts';
import { uuidv7 } from '#shared/uuid.ts';

const attemptLimits = {
  signInsByAddress: { burst: 8, seconds: 10 },
  signInsToAccount: { burst: 3, seconds: 30 },
  signUpsByAddress: { burst: 4, seconds: 5 },
};
const password = 'correct horse battery';

let database: TestDatabase;
/** Two processes over one database. */
const urls: string[] = [];
const services: IdentityService[] = [];
const servers: Server[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  for (let nth = 0; nth < 2; nth += 1) {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = z.object({ port: z.number() }).parse(server.address());
    const issuer = `http://127.0.0.1:${port}/auth/v1`;
    const service = createIdentityService({
      db: database.db,
      issuer,
      verifier: createTokenVerifier({ db: database.db }),
      refreshSecret: 'a secret of the test',
      allowedOrigins: [],
      onSessionsEnded: () => {},
      now: () => new Date(),
      trustedProxies: 1,
      attemptLimits,
    });
    server.on('request', (request, response) => void service.handle(request, response));
    servers.push(server);
    services.push(service);
    urls.push(`http://127.0.0.1:${port}`);
  }
});
afterAll(async () => {
  for (const server of servers) server.close();
  await database[Symbol.asyncDispose]();
});
beforeEach(() => database.sql`delete from parley_auth.attempts`);

const later = (seconds: number) =>
  database.sql`update parley_auth.attempts set full_at = full_at - ${seconds} * interval '1 second'`;

/** Somebody at that address, whom either process may answer. */
const at = (address: string, nth = 0) =>
  createClient(urls[nth % urls.length] ?? '', 'any-key', {
    auth: { persistSession: false, autoRefreshToken: false },
    global: { headers: { 'x-forwarded-for': address } },
  }).auth;

const codeOf = ({ error }: { error: unknown }) =>
  error === null ? 'ok' : isAuthApiError(error) ? error.code : JSON.stringify(error);

async function tryToSignIn(address: string, email: string, { times = 1, secret = 'wrong' } = {}) {
  const codes: (string | undefined)[] = [];
  for (let nth = 0; nth < times; nth += 1)
    codes.push(codeOf(await at(address, nth).signInWithPassword({ email, password: secret })));
  return codes;
}

async function newAccount(address = '192.0.2.1'): Promise<string> {
  const email = `${uuidv7()}@example.com`;
  expect(codeOf(await at(address).signUp({ email, password }))).toBe('ok');
  return email;
}

const wrong = 'invalid_credentials';
const tooMany = 'over_request_rate_limit';

test('guesses at an account are limited over all addresses and processes, known account or not', async () => {
  for (const email of [await newAccount(), `${uuidv7()}@example.com`]) {
    const codes = [];
    for (const address of ['192.0.2.11', '192.0.2.12', '192.0.2.13', '192.0.2.14', '192.0.2.15'])
      codes.push(...(await tryToSignIn(address, email)));
    expect(codes).toEqual([wrong, wrong, wrong, tooMany, tooMany]);
  }
});

test('the refusal is 429 in Supabase’s form and says when to come back', async () => {
  const email = await newAccount();
  await tryToSignIn('192.0.2.21', email, { times: 3 });
  const response = await fetch(`${urls[0]}/auth/v1/token?grant_type=password`, {
    method: 'POST',
    body: JSON.stringify({ email, password }),
    headers: { 'x-supabase-api-version': '2024-01-01', 'x-forwarded-for': '192.0.2.21' },
  });
  expect(response.status).toBe(429);
  expect(await response.json()).toEqual({ code: tooMany, message: 'Request rate limit reached' });
  const seconds = Number(response.headers.get('retry-after'));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(attemptLimits.signInsToAccount.seconds);
});

test('however long a stranger hammers, the next attempt is never further away', async () => {
  const email = await newAccount();
  await tryToSignIn('192.0.2.31', email, { times: 8 });
  expect(await tryToSignIn('192.0.2.32', email, { secret: password })).toEqual([tooMany]);
  await later(attemptLimits.signInsToAccount.seconds);
  expect(await tryToSignIn('192.0.2.32', email, { secret: password })).toEqual(['ok']);
});

test('who has signed in from an address is not kept out by strangers elsewhere', async () => {
  const email = await newAccount();
  expect(await tryToSignIn('192.0.2.41', email, { secret: password })).toEqual(['ok']);
  await tryToSignIn('192.0.2.42', email, { times: 5 });
  expect(await tryToSignIn('192.0.2.43', email, { secret: password })).toEqual([tooMany]);
  expect(await tryToSignIn('192.0.2.41', email, { secret: password })).toEqual(['ok']);
  expect(await tryToSignIn('192.0.2.41', email, { times: 4 })).toEqual([
    wrong,
    wrong,
    wrong,
    tooMany,
  ]);
});

test('an address has so many wrong guesses over all accounts; right ones cost nothing', async () => {
  const email = await newAccount();
  const rightOnes = await tryToSignIn('192.0.2.51', email, { times: 10, secret: password });
  expect(new Set(rightOnes)).toEqual(new Set(['ok']));
  const codes = [];
  for (let nth = 0; nth < 9; nth += 1)
    codes.push(...(await tryToSignIn('192.0.2.51', `${uuidv7()}@example.com`)));
  expect(codes).toEqual([...Array.from({ length: 8 }, () => wrong), tooMany]);
  expect(await tryToSignIn('192.0.2.52', `${uuidv7()}@example.com`)).toEqual([wrong]);
});

test('guesses at the same moment are all counted', async () => {
  const email = await newAccount();
  const results = await Promise.all(
    Array.from({ length: 12 }, (_, nth) =>
      at(`192.0.2.${60 + nth}`, nth).signInWithPassword({ email, password: 'wrong' }),
    ),
  );
  expect(results.map(codeOf).filter((code) => code === wrong)).toHaveLength(3);
});

test('sign-ups, with an address or anonymous, are limited by address', async () => {
  const codes = [];
  for (let nth = 0; nth < 3; nth += 1)
    codes.push(codeOf(await at('192.0.2.81', nth).signInAnonymously()));
  await newAccount('192.0.2.81');
  codes.push(codeOf(await at('192.0.2.81').signInAnonymously()));
  const email = `${uuidv7()}@example.com`;
  codes.push(codeOf(await at('192.0.2.81').signUp({ email, password })));
  expect(codes).toEqual(['ok', 'ok', 'ok', tooMany, tooMany]);
  expect(codeOf(await at('192.0.2.82').signInAnonymously())).toBe('ok');
  await later(attemptLimits.signUpsByAddress.seconds);
  expect(codeOf(await at('192.0.2.81').signInAnonymously())).toBe('ok');
});

test('a stolen session cannot try out passwords without end', async () => {
  const auth = at('192.0.2.91');
  const email = `${uuidv7()}@example.com`;
  await auth.signUp({ email, password });
  const codes = [];
  for (let nth = 0; nth < 4; nth += 1) codes.push(codeOf(await auth.updateUser({ password })));
  expect(codes).toEqual(['same_password', 'same_password', 'same_password', tooMany]);
});

test('what no longer counts is forgotten, what is known is not', async () => {
  const email = await newAccount();
  await tryToSignIn('192.0.2.95', email, { secret: password });
  await tryToSignIn('192.0.2.96', email, { times: 2 });
  await later(3_600);
  for (const service of services) await service.prune();
  const rows = await database.sql`select key from parley_auth.attempts`;
  expect(rows.map(({ key }) => String(key))).toEqual([
    expect.stringMatching(/^account \S+ 192\.0\.2\.95$/),
  ]);
  expect(JSON.stringify(rows)).not.toContain(email);
});
