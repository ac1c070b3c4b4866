import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { must } from '#shared/must.ts';

/** What a peer is asked for: `collect` garbage first, so that memory is what is in use; cut its connections. */
export const PeerRequest = z.object({ collect: z.boolean(), drop: z.boolean() });

/** What a peer's process has used so far. */
export const PeerUsage = z.object({ cpu_us: z.number(), used_kb: z.number() });
export type PeerUsage = z.infer<typeof PeerUsage>;

/** The channel on which peers hear of events. */
export const peerChannel = 'bench_events';

export const databaseUrl = (): string => must(process.env['DATABASE_URL'], 'DATABASE_URL');

/** Listens on a free port, tells the benchmark which, answers its questions, and ends with it. */
export async function servePeer(server: Server = createServer()): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  process.on('message', (message) => {
    // Twice: what the first round finalises is freed by the second.
    const { collect, drop } = PeerRequest.parse(message);
    if (collect) for (const _round of [1, 2]) globalThis.gc?.();
    if (drop) for (const socket of sockets) socket.destroy();
    const { user, system } = process.cpuUsage();
    const { heapUsed, external } = process.memoryUsage();
    // Not the resident set: what the garbage of the start has left there hides what sockets take.
    const usage: PeerUsage = { cpu_us: user + system, used_kb: (heapUsed + external) / 1024 };
    process.send?.(usage);
  });
  process.once('disconnect', () => process.exit(0));
  process.send?.({ port });
  return port;
}

const secret = new TextEncoder().encode('the peers’ own secret, of more than 32 bytes');

/** A token as the identity service's, but signed with a secret that the peers share. */
export function signPeerToken(): Promise<string> {
  return new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('ann')
    .setExpirationTime('1h')
    .sign(secret);
}

/** Is it one of `signPeerToken`? */
export async function isPeerToken(token: unknown): Promise<boolean> {
  return jwtVerify(z.string().parse(token), secret).then(
    () => true,
    () => false,
  );
}
