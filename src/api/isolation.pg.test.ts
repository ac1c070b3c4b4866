import { createServer } from 'node:http';
import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Authenticate } from '#api/context.ts';
import { type Case, casesFor, procedures } from '#api/testCases.ts';
import { startTestServer, type TestServer } from '#api/testServer.ts';
import { TestSocket } from '#api/testSocket.ts';
import { readAllRows } from '#db/testSnapshot.ts';
import { createIdentityService } from '#identity/createIdentityService.ts';
import { createTokenVerifier, InvalidTokenError } from '#identity/verifyToken.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { openChat } from '#services/chat/openChat.ts';
import { startChat } from '#services/chat/startChat.ts';
import { getLiveSettings } from '#services/live/getLiveSettings.ts';
import { createVictim, type Victim } from '#services/testVictim.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

const paths = Object.keys(procedures);

let services: TestServices;
let server: TestServer;
let victim: Victim;
let cases: Record<string, Case<unknown>>;
/** Those that take a conversation or a message, aimed at the customer's. */
let chatCases: Record<string, Case<unknown>>;
const chatPaths = paths.filter((path) => /^(messages|typing|conversations|onActivity)/.test(path));
const identityServer = createServer();
const tokenOf: Record<string, string | null> = { nobody: null };

beforeAll(async () => {
  services = await openTestServices();
  const issuer = await startIdentity();
  const verifier = createTokenVerifier({ db: services.database.db });
  const authenticate: Authenticate = (token) =>
    verifier.verify(token).then(
      ({ userId, email, displayName, isAnonymous, ...session }) => ({
        ...session,
        caller: { id: userId, email, displayName, isAnonymous },
      }),
      (error: unknown) => {
        if (error instanceof InvalidTokenError) return { refusal: error.reason };
        throw error;
      },
    );
  server = await startTestServer(services, { authenticate });
  const account = () => ({ email: `${uuidv7()}@example.com`, password: 'correct horse' });
  const newAuth = () => createClient(issuer, 'any', { auth: { persistSession: false } }).auth;
  const owner = await newAuth().signUp(account());
  const stranger = await newAuth().signUp(account());
  const visitor = await newAuth().signInAnonymously();
  const customer = await newAuth().signInAnonymously();
  tokenOf.owner = must(owner.data.session, 'a session').access_token;
  tokenOf['a stranger'] = must(stranger.data.session, 'a session').access_token;
  tokenOf['an anonymous visitor'] = must(visitor.data.session, 'a session').access_token;
  tokenOf['another customer'] = must(customer.data.session, 'a session').access_token;
  const { id } = must(owner.data.user, 'a user');
  const caller = { id, email: null, displayName: 'Ann', isAnonymous: false };
  victim = await createVictim(services, { ...services, caller });
  const customerId = must(customer.data.user, 'a user').id;
  const eve = { id: customerId, email: null, displayName: 'Eve', isAnonymous: true };
  const otherCustomer = { ...services, caller: eve };
  await openChat(otherCustomer, { key: victim.key });
  await startChat(otherCustomer, { key: victim.key });
  const zoe = services.signUp('Zoe');
  const elsewhere = await createWorkspace(zoe, { name: 'Elsewhere' });
  const { key } = await getLiveSettings(zoe, { workspace_id: elsewhere.id });
  cases = casesFor(victim, key);
  const { live_conversation_id: conversation_id, live_message_id: message_id } = victim;
  chatCases = casesFor({ ...victim, conversation_id, message_id }, key);
});

async function startIdentity(): Promise<string> {
  await new Promise<void>((resolve) => identityServer.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.number() }).parse(identityServer.address());
  const url = `http://127.0.0.1:${port}`;
  const { db } = services.database;
  const { handle } = createIdentityService({
    db,
    issuer: `${url}/auth/v1`,
    verifier: createTokenVerifier({ db }),
    refreshSecret: 'a secret of the test',
    allowedOrigins: [],
    onSessionsEnded: () => {},
    now: () => new Date(),
    trustedProxies: 0,
  });
  identityServer.on('request', (request, response) => void handle(request, response));
  return url;
}

afterAll(async () => {
  identityServer.close();
  await server[Symbol.asyncDispose]();
  await services[Symbol.asyncDispose]();
});

/** `code` is null when the call was answered; `text` is all that came. */
type Outcome = { code: string | null; text: string };

const Failure = z.object({ error: z.object({ data: z.object({ code: z.string() }) }) });

async function callOverHttp(path: string, input: unknown, token: string | null): Promise<Outcome> {
  const isQuery = procedures[path]?._def.type === 'query';
  const isForm = input instanceof FormData;
  const url = `${server.httpUrl}/api/trpc/${path}`;
  const response = await fetch(
    isQuery ? `${url}?input=${encodeURIComponent(JSON.stringify(input))}` : url,
    {
      method: isQuery ? 'GET' : 'POST',
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(isForm ? {} : { 'content-type': 'application/json' }),
      },
      ...(isQuery ? {} : { body: isForm ? input : JSON.stringify(input) }),
    },
  );
  const text = await response.text();
  const failure = Failure.safeParse(JSON.parse(text));
  return { code: failure.success ? failure.data.error.data.code : null, text };
}

async function callOverSocket(
  path: string,
  input: unknown,
  token: string | null,
): Promise<Outcome> {
  using socket = new TestSocket(server, token);
  const type = must(procedures[path], path)._def.type;
  const id = await socket.ask(type, path, input);
  await socket.until(() => socket.closeCode !== null || socket.outcomeOf(id) !== undefined);
  const text = JSON.stringify(socket.answers);
  // The contract's word for a socket without a good token.
  if (socket.closeCode === 1008) return { code: 'UNAUTHORIZED', text };
  return { code: socket.outcomeOf(id)?.error?.data.code ?? null, text };
}

/** By every way that there is to that procedure. */
async function call(path: string, input: unknown, who: string): Promise<Outcome[]> {
  const token = tokenOf[who] ?? null;
  const isSubscription = procedures[path]?._def.type === 'subscription';
  const isForm = input instanceof FormData;
  return [
    ...(isSubscription ? [] : [await callOverHttp(path, input, token)]),
    ...(isForm ? [] : [await callOverSocket(path, input, token)]),
  ];
}

test('every procedure has its case', () => {
  expect(Object.keys(cases).toSorted()).toEqual(paths.toSorted());
});

/** Of a caller's own business that which leaves a row of theirs. */
const addsOwnRow = new Set(['workspaces.create', 'notifications.settings.update']);

async function expectRefused(path: string, { about, input }: Case<unknown>, who: string) {
  const before = await readAllRows(services.database.sql);
  const outcomes = await call(path, input, who);
  const after = await readAllRows(services.database.sql);

  const isOwnBusiness = about !== 'victim' && who !== 'nobody';
  const refusal = who === 'nobody' ? 'UNAUTHORIZED' : 'NOT_FOUND';
  for (const { code, text } of outcomes) {
    expect(code).toBe(isOwnBusiness ? null : refusal);
    expect(victim.marks.filter((mark) => text.includes(mark))).toEqual([]);
  }
  if (about === 'own chat') return;
  const mayAdd = addsOwnRow.has(path) && who !== 'nobody';
  // Of what it adds the event counts in the caller's own log.
  const isOwnLog = (row: string) => mayAdd && row.startsWith('event_scopes');
  expect([...before].filter((row) => !after.has(row) && !isOwnLog(row))).toEqual([]);
  expect(after.size > before.size).toBe(mayAdd);
}

describe.each(['nobody', 'a stranger', 'an anonymous visitor', 'another customer'])(
  'as %s',
  (who) => {
    test.each(paths)('%s', (path) => expectRefused(path, must(cases[path], path), who));

    test.each(chatPaths)('%s of a customer’s conversation', (path) =>
      expectRefused(path, must(chatCases[path], path), who),
    );
  },
);

test('the owner may do all of it, so each case points at what is there', async () => {
  for (const [path, { input, ofOwner = null }] of Object.entries(cases)) {
    const isSubscription = procedures[path]?._def.type === 'subscription';
    const token = must(tokenOf.owner, 'a token');
    const { code } = isSubscription
      ? await callOverSocket(path, input, token)
      : await callOverHttp(path, input, token);
    expect([path, input, code]).toEqual([path, input, ofOwner]);
  }
});
