import { createServer } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { createEmbedder, type Embedder } from '#services/search/embedder.ts';

/** A server that speaks OpenAI's embeddings: each text's vector tells its length. */
let statuses: number[] = [];
let longest = Number.POSITIVE_INFINITY;
const batches: number[] = [];
const server = createServer((request, response) => {
  void (async () => {
    let body = '';
    for await (const piece of request) body += String(piece);
    const { input } = z.object({ input: z.array(z.string()) }).parse(JSON.parse(body));
    const isTooLong = input.some((text) => text.length > longest);
    const status = statuses.shift() ?? (isTooLong ? 400 : 200);
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
let options: { baseUrl: string };
let embedder: Embedder;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  options = { baseUrl: `http://127.0.0.1:${port}/v1` };
  embedder = createEmbedder({ ...options, model: 'm' });
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

test('a refused text is permanent; a refused key and an outage are not', async () => {
  statuses = [400, 400, 400, 400];
  await expect(embedder.embedQuery('hello')).rejects.toMatchObject({ permanent: true });
  const stranger = createEmbedder({ ...options, model: 'm' });
  statuses = [401];
  await expect(stranger.embedQuery('hello')).rejects.toMatchObject({ permanent: false });
  const down = createEmbedder({ baseUrl: 'http://127.0.0.1:9/v1', model: 'm' });
  await expect(down.embedQuery('hello')).rejects.toMatchObject({ permanent: false });
});

test('a server that is away is not asked again for a while', async () => {
  let now = 0;
  const down = createEmbedder({ ...options, model: 'm', now: () => now });
  statuses = [401];
  await expect(down.embedTexts(['hello'])).rejects.toMatchObject({ permanent: false });
  await expect(down.embedTexts(['hello'])).rejects.toMatchObject({ permanent: false });
  expect(batches).toEqual([]);
  // Another model may be there.
  expect((await down.embedQuery('hello', { model: 'other' })).model).toBe('other');
  now = 60_000;
  expect(await down.embedTexts(['hello'])).toHaveLength(1);
});

test('of many texts the one that is refused is embedded by its beginning', async () => {
  longest = 40;
  const texts = ['x', 'y'.repeat(100), 'z'];
  const vectors = await embedder.embedTexts(texts);
  longest = Number.POSITIVE_INFINITY;
  expect(vectors).toHaveLength(3);
  expect(batches.reduce((sum, size) => sum + size, 0)).toBe(3);
});
