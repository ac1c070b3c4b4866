import { type Serializable, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
import { type CrowdOptions, CrowdReport } from './crowdMessages.ts';
import { type DeskPeople, DeskReport } from './deskMessages.ts';
import { PeerUsage } from './peer.ts';

const Port = z.object({ port: z.number() });

/** A script of this folder in a process of its own, which is asked over its channel. */
function start(script: string, options: { args?: string[]; env?: Record<string, string> }) {
  const child = spawn(
    process.execPath,
    [
      '--expose-gc',
      '--heapsnapshot-signal=SIGUSR2',
      join(import.meta.dirname, script),
      ...(options.args ?? []),
    ],
    {
      env: { ...process.env, NODE_ENV: 'production', ...options.env },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  );
  const waiting: PromiseWithResolvers<unknown>[] = [];
  child.on('message', (message) => waiting.shift()?.resolve(message));
  child.once('exit', () => {
    for (const { reject } of waiting.splice(0)) reject(new Error(`${script} has ended`));
  });
  const answer = async <T>(shape: z.ZodType<T>): Promise<T> => {
    const next = Promise.withResolvers<unknown>();
    waiting.push(next);
    return shape.parse(await next.promise);
  };
  return {
    answer,
    ask<T>(question: Serializable, shape: z.ZodType<T>): Promise<T> {
      child.send(question);
      return answer(shape);
    },
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

/** A server under test, in a process of its own. */
export async function startPeer(script: string, env: Record<string, string>) {
  const peer = start(script, { env });
  const { port } = await peer.answer(Port);
  return {
    port,
    usage: ({ collect = false } = {}) => peer.ask({ collect, drop: false }, PeerUsage),
    dropSockets: () => peer.ask({ collect: false, drop: true }, PeerUsage),
    [Symbol.asyncDispose]: () => peer[Symbol.asyncDispose](),
  };
}

export type Peer = Awaited<ReturnType<typeof startPeer>>;

/** Subscribers to it, in another. Resolves once all of them are subscribed. */
export async function startCrowd(options: CrowdOptions) {
  const crowd = start('crowd.ts', { args: [JSON.stringify(options)] });
  await crowd.answer(CrowdReport);
  return {
    begin: () => crowd.ask('begin', CrowdReport),
    report: () => crowd.ask('report', CrowdReport),
    [Symbol.asyncDispose]: () => crowd[Symbol.asyncDispose](),
  };
}

export type Crowd = Awaited<ReturnType<typeof startCrowd>>;

/** The people of a desk, in a process of their own. Resolves once all of them are subscribed. */
export async function startDeskCrowd(people: DeskPeople) {
  const crowd = start('deskCrowd.ts', {});
  return {
    opened: await crowd.ask(people, DeskReport),
    begin: () => crowd.ask('begin', DeskReport),
    report: () => crowd.ask('report', DeskReport),
    [Symbol.asyncDispose]: () => crowd[Symbol.asyncDispose](),
  };
}

export type DeskCrowd = Awaited<ReturnType<typeof startDeskCrowd>>;
