import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';

const Body = z.object({ model: z.string(), input: z.array(z.string()) });

/**
 * A server of a test's own that speaks OpenAI's embeddings: hashed bags of words, which each model hashes in
 * its own way. A model's name ends in its dimension, as `words-32`.
 */
export class TestEmbeddingServer {
  /** Answers 503 for every model. */
  isDown = false;
  /** Answers 404 for any other; null: it knows all. */
  models: readonly string[] | null = null;
  /** Answers by this one, whatever it is asked for. */
  only: string | null = null;
  /** Refuses texts that hold this. */
  refused: string | null = null;
  /** Its vectors have nothing to do with the texts. */
  isGuessing = false;
  /** How many texts were embedded by each model. */
  readonly embedded = new Map<string, number>();
  readonly #server = createServer((request, response) => {
    this.#handle(request, response).catch(() => response.destroy());
  });

  /** The address to give as `baseUrl`. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const { port } = z.object({ port: z.number() }).parse(this.#server.address());
    return `http://127.0.0.1:${port}/v1`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const piece of request) body += String(piece);
    const { model, input } = Body.parse(JSON.parse(body));
    const { refused } = this;
    const isRefused = refused !== null && input.some((text) => text.includes(refused));
    const isUnknown = this.models !== null && !this.models.includes(model);
    const status = this.isDown ? 503 : isUnknown ? 404 : isRefused ? 400 : 200;
    response.writeHead(status, { 'Content-Type': 'application/json' });
    if (status !== 200) return void response.end('{}');
    this.embedded.set(model, (this.embedded.get(model) ?? 0) + input.length);
    const data = input.map((text, index) => ({
      index,
      embedding: bagOfWords(this.only ?? model, this.isGuessing ? randomUUID() : text),
    }));
    return void response.end(JSON.stringify({ data, model, usage: { prompt_tokens: 1 } }));
  }
}

function bagOfWords(model: string, text: string): number[] {
  const dimension = Number(/\d+$/.exec(model)?.[0] ?? 16);
  const vector = Array<number>(dimension).fill(0.01);
  for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
    const place = hash(model + word) % dimension;
    vector[place] = (vector[place] ?? 0) + 1;
  }
  return vector;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x81_1c_9d_c5;
  for (let at = 0; at < text.length; at += 1)
    value = Math.imul(value ^ text.charCodeAt(at), 0x01_00_01_93) >>> 0;
  return value;
}
