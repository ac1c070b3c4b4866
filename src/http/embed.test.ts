import { createServer } from 'node:http';
import { Script } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createEmbedHandler, embedScript } from '#http/embed.ts';

test('a company’s page loads less than 15 kB before the chat is opened', () => {
  expect(Buffer.byteLength(embedScript())).toBeLessThan(15_000);
  expect(gzipSync(embedScript()).byteLength).toBeLessThan(5_000);
});

test('the script is one function that leaves nothing behind and imports nothing', () => {
  expect(() => new Script(embedScript())).not.toThrow();
  expect(embedScript()).toMatch(/^\(\(\) => \{/);
  expect(embedScript()).not.toMatch(/^(import|export) /m);
});

test('any site may load it, and a browser that has it is not sent it again', async () => {
  const handle = createEmbedHandler();
  const server = createServer((request, response) => handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  const url = `http://127.0.0.1:${port}/embed.js`;
  const first = await fetch(url);
  expect(Object.fromEntries(first.headers)).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=3600',
    'cross-origin-resource-policy': 'cross-origin',
  });
  expect(await first.text()).toBe(embedScript());
  const etag = first.headers.get('etag') ?? '';
  const again = await fetch(url, { headers: { 'if-none-match': etag } });
  expect([again.status, await again.text()]).toEqual([304, '']);
  server.close();
});
