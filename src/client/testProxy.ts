import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { z } from 'zod';

/** TCP between a client and a server, which a test can make bad. */
export class TestProxy {
  readonly #server = createServer((client) => this.#accept(client));
  readonly #pairs = new Set<[Socket, Socket]>();
  readonly #targetPort: number;
  #isDark = false;
  url = '';
  /** Connections since the beginning. */
  accepted = 0;
  /** Pieces that have travelled, in either direction. */
  forwarded = 0;

  constructor(targetUrl: string) {
    this.#targetPort = Number(new URL(targetUrl).port);
  }

  async listen(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const { port } = z.object({ port: z.number() }).parse(this.#server.address());
    this.url = `http://127.0.0.1:${port}`;
    return this;
  }

  /** From now on nothing travels over the connections that there are, and nobody is told. */
  stall(): void {
    for (const pair of this.#pairs) for (const socket of pair) socket.pause();
  }

  /** From now on new connections are taken and lead nowhere; `false` ends that. */
  setDark(isDark: boolean): void {
    this.#isDark = isDark;
  }

  /** Cuts the connections that there are. */
  drop(): void {
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy();
  }

  [Symbol.dispose](): void {
    this.drop();
    this.#server.close();
  }

  #accept(client: Socket): void {
    this.accepted += 1;
    client.on('error', () => {});
    const target = connect(this.#targetPort, '127.0.0.1');
    target.on('error', () => client.destroy());
    const pair: [Socket, Socket] = [client, target];
    this.#pairs.add(pair);
    client.once('close', () => {
      this.#pairs.delete(pair);
      target.destroy();
    });
    target.once('close', () => client.destroy());
    if (this.#isDark) return;
    const forward = (from: Socket, to: Socket) =>
      from.on('data', (bytes) => {
        this.forwarded += 1;
        to.write(bytes);
      });
    forward(client, target);
    forward(target, client);
  }
}
