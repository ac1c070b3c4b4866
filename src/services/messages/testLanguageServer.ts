import { createServer, type ServerResponse } from 'node:http';
import { z } from 'zod';

/** What a model is asked, as far as the tests look at it. */
export const ModelRequest = z.object({
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
});
export type ModelRequest = z.infer<typeof ModelRequest>;

/** An OpenAI-compatible server that answers as a test says, over real sockets. */
export async function startLanguageServer(
  respond: (response: ServerResponse, request: unknown) => void | Promise<void>,
) {
  const server = createServer((request, response) => {
    void (async () => {
      let body = '';
      for await (const piece of request) body += String(piece);
      await respond(response, JSON.parse(body));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    [Symbol.dispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

export function begin(response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
}

export function write(response: ServerResponse, content: string): void {
  response.write(`data: ${JSON.stringify(chunkOf({ role: 'assistant', content }, null))}\n\n`);
}

export function finish(response: ServerResponse): void {
  response.end(`data: ${JSON.stringify(chunkOf({}, 'stop'))}\n\ndata: [DONE]\n\n`);
}

const chunkOf = (delta: object, finish_reason: 'stop' | null) => ({
  id: 'c',
  object: 'chat.completion.chunk',
  created: 1,
  model: 'm',
  choices: [{ index: 0, delta, finish_reason }],
});
