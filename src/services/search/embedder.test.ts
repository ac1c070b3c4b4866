import { createServer } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { createEmbedder, type Embedder } from '#services/search/embedder.ts';

/** A server that speaks OpenAI's embeddings: each text's vector tells its length. */
let statuses: number[] = [];
const batches: number[] = [];
const server = createServer((request, response) => {
  void (async () => {
    let body = '';
    for await (const piece of request) body += String(piece);
    const { input } = z.object({ input: z.array(z.string()) }).parse(JSON.parse(body));
    const status = statuses.shift() ?? 200;
    response.writeHead(status, { 'Content-Type': 'application/json' });
    if (status !== 200) return response.end('{}');
    batches.push(input.length);
    const data = input.map((text, index) => ({
      index,
      embedding: [3 * text.length, 4 * text.length],
    }));
    return response.end(JSON.stringify({ data, model: 'm', usage: { prompt_tokens: 1 } }));
  })();
});
let embedder: Embedder;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  embedder = createEmbedder({ baseUrl: `http://127.0.0.1:${port}/v1`, model: 'm' });
});
afterAll(() => {
  server.close();
});
beforeEach(() => {
  statuses = [];
  batches.length = 0;
});

test('texts are embedded in batches, in order, to vectors of unit length', async () => {
  const texts = Array.from({ length: 150 }, (_, nth) => 'x'.repeat(nth + 1));
  const vectors = await embedder.embedTexts(texts);
  expect(vectors).toHaveLength(150);
  for (const [one = 0, other = 0] of vectors) {
    expect(one).toBeCloseTo(0.6);
    expect(other).toBeCloseTo(0.8);
  }
  expect(batches).toEqual([64, 64, 22]);
});

test('a passing fault is tried again', async () => {
  statuses = [503];
  expect((await embedder.embedQuery('hello')).model).toBe('m');
});

test('a refusal is permanent, an outage is not', async () => {
  statuses = [401];
  await expect(embedder.embedQuery('hello')).rejects.toMatchObject({ permanent: true });
  const down = createEmbedder({ baseUrl: 'http://127.0.0.1:9/v1', model: 'm' });
  await expect(down.embedQuery('hello')).rejects.toMatchObject({ permanent: false });
});
