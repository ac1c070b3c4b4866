import { WebSocket } from 'ws';
import { z } from 'zod';
import type { TestServer } from '#api/testServer.ts';

const Answer = z.object({
  id: z.number().nullable().optional(),
  method: z.string().optional(),
  result: z.object({ type: z.string().optional(), data: z.unknown().optional() }).optional(),
  error: z.object({ data: z.object({ code: z.string() }) }).optional(),
});
export type Answer = z.infer<typeof Answer>;

/** A socket that speaks tRPC's protocol by hand, so that a test sees every frame that reaches it. */
export class TestSocket {
  readonly answers: Answer[] = [];
  closeCode: number | null = null;
  readonly #socket: WebSocket;
  readonly #opened = Promise.withResolvers<void>();
  #waiting: (() => void)[] = [];
  #lastId = 0;

  constructor({ wsUrl }: Pick<TestServer, 'wsUrl'>, token: string | null) {
    this.#socket = new WebSocket(token === null ? wsUrl : `${wsUrl}?token=${token}`);
    this.#socket.on('open', () => this.#opened.resolve());
    this.#socket.on('error', () => {});
    this.#socket.on('message', (data) => {
      const text = z.instanceof(Buffer).parse(data).toString();
      if (text !== 'PING' && text !== 'PONG') this.answers.push(Answer.parse(JSON.parse(text)));
      this.#changed();
    });
    this.#socket.on('close', (code) => {
      this.closeCode = code;
      this.#changed();
    });
  }

  /** @returns the request's id, which its answers carry */
  async ask(method: string, path: string, input: unknown): Promise<number> {
    await this.#opened.promise;
    this.#lastId += 1;
    this.#socket.send(JSON.stringify({ id: this.#lastId, method, params: { path, input } }));
    return this.#lastId;
  }

  /** The first answer to a request that says more than that its subscription has started. */
  outcomeOf(id: number): Answer | undefined {
    return this.answers.find((each) => each.id === id && each.result?.type !== 'started');
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  [Symbol.dispose](): void {
    this.#socket.terminate();
  }

  #changed(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
