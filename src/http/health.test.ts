import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createReadyzHandler, type ReadyCheck } from '#http/health.ts';

async function ask(...checks: ReadyCheck[]) {
  const handle = createReadyzHandler(checks, 20);
  const server = createServer((request, response) => void handle(request, response));
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  const { port } = z.object({ port: z.number() }).parse(server.address());
  const response = await fetch(`http://127.0.0.1:${port}/readyz`);
  server.close();
  const body: unknown = await response.json();
  return { status: response.status, body };
}

const database = (check: ReadyCheck['check']) => ask({ name: 'database', check });

test('ready when every part is', async () => {
  expect(await database(async () => null)).toEqual({
    status: 200,
    body: { status: 'ok', database: 'ok' },
  });
});

test.each<[string, ReadyCheck['check']]>([
  ['out of order', async () => 'out of order'],
  ['refused', async () => Promise.reject(new Error('refused'))],
  ['no answer within 0.02 s', () => new Promise(() => {})],
])('503 with the reason: %s', async (reason, check) => {
  expect(await database(check)).toEqual({
    status: 503,
    body: { status: 'not ready', database: reason },
  });
});
