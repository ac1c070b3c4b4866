import { createServer } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { createChatPageHandler, frameAncestors } from '#http/chatPage.ts';
import { createSecurityHeaders } from '#http/securityHeaders.ts';

const keys: Record<string, string[]> = { any: [], shop: ['https://shop.test'] };
let close = () => {};
afterEach(() => close());

/** The headers of a path, and the policy that Next was told. */
async function ask(path: string) {
  const secure = createSecurityHeaders({
    publicOrigin: 'http://localhost:3000',
    origins: ['http://localhost:3000'],
    isDevelopment: false,
  });
  const handle = createChatPageHandler({
    findOrigins: async (key) => keys[key] ?? null,
    handle: (request, response) =>
      void response.end(String(request.headers['content-security-policy'])),
  });
  const server = createServer((request, response) => {
    secure(request, response);
    void handle(request, response);
  });
  close = () => server.close();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  const policy = response.headers.get('content-security-policy') ?? '';
  return {
    told: await response.text(),
    policy,
    ancestors: /frame-ancestors ([^;]*)/.exec(policy)?.[1],
    frameOptions: response.headers.get('x-frame-options'),
  };
}

test('a chat may be framed by any site, or by those that the workspace names', async () => {
  expect(await ask('/chat/any')).toMatchObject({ ancestors: '*', frameOptions: null });
  const shop = await ask('/chat/shop?embedded=1');
  expect(shop).toMatchObject({ ancestors: "'self' https://shop.test", frameOptions: null });
  expect(shop.told).toBe(shop.policy);
  expect(shop.policy).toContain("object-src 'none'");
});

test.each(['/chat/unknown', '/chat/', '/chat/any/more', '/chat/%61ny', '/chat/../sign-in'])(
  '%s may be framed by nobody',
  async (path) => {
    expect(await ask(path)).toMatchObject({ ancestors: "'none'", frameOptions: 'DENY' });
  },
);

test('an origin cannot add to the policy, and a list of none usable opens to nobody', () => {
  expect(frameAncestors(['https://a.test:8443', 'http://[::1]:80'])).toBe(
    "'self' https://a.test:8443 http://[::1]:80",
  );
  expect(frameAncestors(['https://a.test;script-src', '*', "'none'", 'null'])).toBe("'self'");
});
