import { createServer, connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

export type Proxy = {
  /** Cuts every connection, as a dead access point does. */
  drop: () => void;
  /** From now on bytes travel this long, in each direction. */
  setDelayMs: (delayMs: number) => void;
  /** From now on nothing travels and nobody is told, as through a dead mobile cell; `false` lets it go on. */
  setStalled: (stalled: boolean) => void;
  close: () => Promise<void>;
};

/** A bad network on one port: TCP to the first of `targets`, in turn, that takes the connection. */
export async function startProxy(port: number, targets: readonly number[]): Promise<Proxy> {
  const pairs = new Set<[Socket, Socket]>();
  let delayMs = 0;
  let stalled = Promise.withResolvers<void>();
  let isStalled = false;
  let turn = 0;

  const forward = (from: Socket, to: Socket) => {
    let last = Promise.resolve();
    from.on('data', (bytes) => {
      from.pause();
      last = last.then(async () => {
        if (delayMs > 0) await delay(delayMs);
        if (isStalled) await stalled.promise;
        if (!to.destroyed) to.write(bytes);
        from.resume();
      });
    });
    from.once('end', () => void last.then(() => to.end()));
    for (const event of ['close', 'error'] as const) from.once(event, () => to.destroy());
  };

  const server = createServer({ allowHalfOpen: true }, (client) => {
    client.on('error', () => {});
    void connectToAny(targets, (turn += 1)).then((target) => {
      if (!target || client.destroyed) {
        client.destroy();
        target?.destroy();
        return;
      }
      const pair: [Socket, Socket] = [client, target];
      pairs.add(pair);
      target.on('error', () => {});
      client.once('close', () => pairs.delete(pair));
      forward(client, target);
      forward(target, client);
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');

  const drop = () => {
    for (const pair of pairs) for (const socket of pair) socket.destroy();
  };
  return {
    drop,
    setDelayMs: (value) => (delayMs = value),
    setStalled(value) {
      if (value === isStalled) return;
      isStalled = value;
      if (isStalled) stalled = Promise.withResolvers();
      else stalled.resolve();
    },
    async close() {
      stalled.resolve();
      const closed = once(server, 'close');
      server.close();
      drop();
      await closed;
    },
  };
}

async function connectToAny(targets: readonly number[], turn: number): Promise<Socket | null> {
  for (let nth = 0; nth < targets.length; nth += 1) {
    const socket = connect({
      port: targets[(turn + nth) % targets.length] ?? 0,
      host: '127.0.0.1',
      allowHalfOpen: true,
    });
    const isOpen = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    if (isOpen) return socket;
  }
  return null;
}
