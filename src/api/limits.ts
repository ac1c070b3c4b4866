import { type BucketSize, TokenBuckets } from '#api/tokenBuckets.ts';

/**
 * How much one person or one socket may ask of this process: far more than people need, and little enough
 * that one program cannot take everybody's share (ADR 0016). Counted in memory, so each API process adds its own.
 */
export type Limits = {
  /** Queries and mutations by one person, over HTTP and sockets together. */
  calls: BucketSize;
  /** Messages that one socket sends, whatever is in them. */
  socketMessages: BucketSize;
  subscriptionsPerSocket: number;
  socketsPerUser: number;
  /** A socket that asks for more while this much waits to be read by it is closed. */
  unreadBytes: number;
};

export const defaultLimits: Limits = {
  calls: { burst: 1_000, perSecond: 100 },
  socketMessages: { burst: 500, perSecond: 50 },
  subscriptionsPerSocket: 100,
  socketsPerUser: 2_000,
  unreadBytes: 4 * 1024 * 1024,
};

/** The calls of each person; one for all that a process serves. */
export type CallLimit = Pick<TokenBuckets, 'take'>;

export function createCallLimit({ calls }: Limits = defaultLimits): CallLimit {
  return new TokenBuckets(calls, () => performance.now());
}
