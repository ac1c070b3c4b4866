import { createServer } from 'node:http';
import { createClient } from '@supabase/supabase-js';
import { expect, test, vi } from 'vitest';
import { createPatientFetch } from '#features/auth/patientFetch.ts';

const hour = 3_600;
const nowSeconds = () => Math.floor(Date.now() / 1_000);
const user = { id: 'u', aud: 'authenticated', app_metadata: {}, user_metadata: {}, created_at: '' };
const tokens = (name: string, expires_at: number) => ({
  access_token: `${name}.access.token`,
  refresh_token: `${name}-refresh`,
  token_type: 'bearer',
  expires_in: hour,
  expires_at,
  user,
});

/** An identity service that answers refreshes with each of `answers` in turn; null: it ends the connection. */
async function openService(answers: (number | null)[], onAsked = () => {}) {
  let asked = 0;
  const server = createServer((request, response) => {
    onAsked();
    const status = answers[asked] ?? null;
    asked += 1;
    if (status === null) return request.socket.destroy();
    response.writeHead(status, { 'Content-Type': 'application/json' });
    return response.end(
      JSON.stringify(status === 200 ? tokens('new', nowSeconds() + hour) : { code: 'no' }),
    );
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    asked: () => asked,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

/** A browser that comes back with a session of which the hour is over. */
function openClient(url: string, delayMs: number) {
  const storage = new Map([['s', JSON.stringify(tokens('old', nowSeconds() - hour))]]);
  const returns = new Set<() => void>();
  const client = createClient(url, 'key', {
    auth: {
      storageKey: 's',
      persistSession: true,
      autoRefreshToken: false,
      storage: {
        getItem: (key) => storage.get(key) ?? null,
        setItem: (key, value) => void storage.set(key, value),
        removeItem: (key) => void storage.delete(key),
      },
    },
    global: {
      fetch: createPatientFetch({
        fetch,
        delayMs: () => delayMs,
        watchForReturn: (onReturn) => {
          returns.add(onReturn);
          return () => returns.delete(onReturn);
        },
      }),
    },
  });
  return { auth: client.auth, storage, returns };
}

test('a session whose refresh fails for now is not taken for none, and is there when the server is', async () => {
  await using service = await openService([null, null, 429, 500, 503, 200]);
  const { auth } = openClient(service.url, 0);
  const { data } = await auth.getSession();
  expect(data.session?.access_token).toBe('new.access.token');
  expect(service.asked()).toBe(6);
});

test('it is tried again at once when the person returns', async () => {
  await using service = await openService([null, null, null, null, 200]);
  const { auth, returns } = openClient(service.url, 3_600_000);
  const session = auth.getSession();
  // auth-js asks again by itself only for what `fetch` throws.
  for (let asked = 1; asked < 5; asked += 1) {
    await vi.waitFor(() => expect(returns.size).toBe(1));
    for (const onReturn of returns) onReturn();
    await vi.waitFor(() => expect(service.asked()).toBe(asked + 1));
  }
  expect((await session).data.session?.access_token).toBe('new.access.token');
});

test('also when that was while an attempt was under way that fails', async () => {
  let comeBack = () => {};
  await using service = await openService([null, 200], () => comeBack());
  const { auth, returns } = openClient(service.url, 3_600_000);
  comeBack = () => returns.forEach((onReturn) => onReturn());
  const { data } = await auth.getSession();
  expect(data.session?.access_token).toBe('new.access.token');
});

test('one that is refused is over', async () => {
  await using service = await openService([400]);
  const { auth, storage } = openClient(service.url, 0);
  const { data } = await auth.getSession();
  expect(data.session).toBeNull();
  expect(storage.size).toBe(0);
  expect(service.asked()).toBe(1);
});
