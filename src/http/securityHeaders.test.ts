import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  createSecurityHeaders,
  type SecurityHeadersOptions,
  sonnerStyleHash,
} from '#http/securityHeaders.ts';

const plain: SecurityHeadersOptions = {
  publicOrigin: 'http://localhost:3000',
  origins: ['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000'],
  isDevelopment: false,
};

/** What the client gets, and with it the nonce that Next was told. */
async function ask(change: Partial<SecurityHeadersOptions> = {}, headers = {}) {
  const secure = createSecurityHeaders({ ...plain, ...change });
  const server = createServer((request, response) => {
    secure(request, response);
    const { 'x-nonce': nonce, 'content-security-policy': policy } = request.headers;
    response.end(JSON.stringify({ nonce, policy }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  const response = await fetch(`http://127.0.0.1:${port}/`, { headers });
  const told = z.object({ nonce: z.string(), policy: z.string() }).parse(await response.json());
  server.close();
  const policy = response.headers.get('content-security-policy') ?? '';
  const directives = new Map(
    policy.split(';').map((part) => {
      const [name = '', ...sources] = part.trim().split(' ');
      return [name, sources];
    }),
  );
  return { headers: response.headers, policy, directives, told };
}

test('scripts and styles need the nonce that Next was told, made anew for each response', async () => {
  const [one, two] = [await ask(), await ask()];
  expect(one.directives.get('script-src')).toEqual([
    "'self'",
    `'nonce-${one.told.nonce}'`,
    "'strict-dynamic'",
  ]);
  expect(one.directives.get('style-src')).toContain(`'nonce-${one.told.nonce}'`);
  expect(one.directives.get('style-src')).not.toContain("'unsafe-inline'");
  expect(one.directives.get('worker-src')).toEqual(["'self'"]);
  expect(one.policy).not.toContain('unsafe-eval');
  expect(one.told.policy).toBe(one.policy);
  expect(Buffer.from(one.told.nonce, 'base64')).toHaveLength(16);
  expect(one.told.nonce).not.toBe(two.told.nonce);
});

test('a client cannot choose the nonce', async () => {
  const { told, policy } = await ask(
    {},
    {
      'x-nonce': 'chosen',
      'content-security-policy': "script-src 'nonce-chosen'",
    },
  );
  expect(told.nonce).not.toBe('chosen');
  expect(told.policy).toBe(policy);
  expect(policy).not.toContain('chosen');
});

test('nothing frames, sniffs, leaks the address or keeps a handle', async () => {
  const { headers, directives } = await ask();
  expect(Object.fromEntries(headers)).toMatchObject({
    'x-frame-options': 'DENY',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  });
  for (const name of ['frame-ancestors', 'object-src', 'frame-src', 'base-uri'])
    expect([name, directives.get(name)]).toEqual([name, ["'none'"]]);
});

test('pages may connect to our sockets and to Supabase, nowhere else', async () => {
  const own = ["'self'", 'ws://localhost:3000', 'ws://127.0.0.1:3000'];
  expect((await ask()).directives.get('connect-src')).toEqual(own);
  const { directives } = await ask({ supabaseUrl: 'https://abc.supabase.co/' });
  expect(directives.get('connect-src')).toEqual([...own, 'https://abc.supabase.co']);
});

test('HSTS and upgrades only where people come by https', async () => {
  const http = await ask();
  expect(http.headers.get('strict-transport-security')).toBeNull();
  expect(http.directives.has('upgrade-insecure-requests')).toBe(false);
  const https = await ask({
    publicOrigin: 'https://parley.test',
    origins: ['https://parley.test'],
  });
  expect(https.headers.get('strict-transport-security')).toBe('max-age=31536000');
  expect(https.directives.has('upgrade-insecure-requests')).toBe(true);
  expect(https.directives.get('connect-src')).toContain('wss://parley.test');
});

test('hot reload may evaluate', async () => {
  const { directives } = await ask({ isDevelopment: true });
  expect(directives.get('script-src')).toContain("'unsafe-eval'");
  expect(directives.get('style-src')).toEqual(["'self'", "'unsafe-inline'"]);
});

test('the hash is that of the style sheet in the installed sonner', async () => {
  const path = createRequire(import.meta.url).resolve('sonner');
  const code = await readFile(path.replace(/\.js$/, '.mjs'), 'utf8');
  const sheet = z.string().parse(JSON.parse(/^__insertCSS\((".*")\)/m.exec(code)?.[1] ?? 'null'));
  expect(createHash('sha256').update(sheet).digest('base64')).toBe(sonnerStyleHash);
});
