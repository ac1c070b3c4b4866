import { setTimeout as delay } from 'node:timers/promises';
import type { Scope } from '#events/append.ts';
import type { Channel, LiveReader } from '#realtime/channel.ts';
import { activityFrame, type Frame, markerFrame, parseEventId } from '#realtime/frame.ts';
import type { Hub } from '#realtime/hub.ts';
import { encodePieces, type Piece } from '#realtime/piece.ts';
import type { Sink } from '#realtime/sink.ts';

export type FeedOptions = {
  scope: Scope;
  /** `<epoch>.<offset>` of the last event that the subscriber has. */
  lastEventId?: string | null;
  sink: Sink;
  signal: AbortSignal;
};

/** How long a feed waits when the log cannot be read, before it tries again. */
const retryMs = 500;

/**
 * Streams a scope to one subscriber until `signal` aborts: every event once, in order, no gap. While the
 * database is away it waits and then goes on from where it was.
 *
 * Its phases: **catching up** reads the log after the cursor, from the channel's memory or the database;
 * **live** once the cursor is where the channel is, when the hub writes each frame to the sink itself. A
 * reader too slow to keep up is taken out of the live ones, so that nothing piles up for it, and catches up
 * again once its socket has drained.
 */
export async function streamEvents(hub: Hub, options: FeedOptions): Promise<void> {
  const { scope, sink, signal } = options;
  using lease = await untilRead(() => hub.open(scope), signal);
  if (!lease) return;
  const { channel } = lease;
  const start = await untilRead(() => findStart(hub, channel, options.lastEventId), signal);
  if (!start) return;
  let cursor = start.offset;
  if (start.isReset) sink.send(markerFrame(channel.epoch, 'sync.reset', cursor));

  let isReady = false;
  while (!signal.aborted) {
    await sink.drained();
    const missed = await untilRead(() => readMissed(hub, channel, cursor), signal);
    if (!missed || signal.aborted) return;
    if (missed === 'pruned') {
      cursor = channel.offset;
      sink.send(markerFrame(channel.epoch, 'sync.reset', cursor));
      isReady = false;
      continue;
    }
    for (const { frame, lastOffset } of missed) {
      // What does not fit is read again once there is room: nothing is kept for a slow reader.
      if (sink.isCongested()) break;
      sink.send(frame);
      cursor = lastOffset;
    }
    if (cursor !== channel.offset || sink.isCongested()) continue;
    if (!isReady) sink.send(markerFrame(channel.epoch, 'sync.ready', cursor));
    isReady = true;
    cursor = await stayLive(channel, sink, signal);
  }
}

/** Streams a room to one subscriber until `signal` aborts. */
export async function streamActivity(
  hub: Hub,
  { room, sink, signal }: { room: string; sink: Sink; signal: AbortSignal },
): Promise<void> {
  if (signal.aborted) return;
  const send = (frame: Frame) => {
    // What does not fit is lost, as it is for whoever is not there: the client sees the gap and refetches.
    if (!sink.isCongested()) sink.send(frame);
  };
  using _seat = hub.join(room, send);
  sink.send(activityFrame({ type: 'activity.ready', payload: {} }));
  await aborted(signal);
}

/** What `read` gives, tried again while it fails; undefined once `signal` aborts. */
async function untilRead<T>(read: () => Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  while (!signal.aborted) {
    try {
      return await read();
    } catch {
      // The hub has reported it. The wait ends early when the subscriber leaves.
      await delay(retryMs, undefined, { signal }).catch(() => {});
    }
  }
  return undefined;
}

/** Where to begin: after the given id, or, when the log cannot continue from it, at its end with a reset. */
async function findStart(
  hub: Hub,
  channel: Channel,
  lastEventId: string | null | undefined,
): Promise<{ offset: number; isReset: boolean }> {
  if (lastEventId === null || lastEventId === undefined)
    return { offset: channel.offset, isReset: false };
  const given = parseEventId(lastEventId);
  if (given?.epoch === channel.epoch) {
    if (given.offset > channel.offset) await hub.refresh(channel.scope);
    if (given.offset <= channel.offset) return { offset: given.offset, isReset: false };
  }
  return { offset: channel.offset, isReset: true };
}

/** The next pieces after `cursor`; none when there are none yet; `pruned` when the log no longer has them. */
async function readMissed(hub: Hub, channel: Channel, cursor: number): Promise<Piece[] | 'pruned'> {
  const recent = channel.recentAfter(cursor);
  if (recent) return encodePieces(channel.epoch, recent);
  if (channel.offset < cursor) {
    await hub.refresh(channel.scope);
    return channel.offset < cursor ? 'pruned' : [];
  }
  const pieces = await hub.replay(channel, cursor);
  return pieces[0]?.firstOffset === cursor + 1 ? pieces : 'pruned';
}

/** Resolves with the cursor when the reader has become too slow or `signal` aborts. */
async function stayLive(channel: Channel, sink: Sink, signal: AbortSignal): Promise<number> {
  const left = Promise.withResolvers<number>();
  let cursor = channel.offset;
  const reader: LiveReader = {
    deliver(frame, lastOffset) {
      if (sink.isCongested()) {
        leave();
        return;
      }
      sink.send(frame);
      cursor = lastOffset;
    },
  };
  const leave = () => {
    channel.readers.delete(reader);
    left.resolve(cursor);
  };
  signal.addEventListener('abort', leave, { once: true });
  channel.readers.add(reader);
  if (signal.aborted) leave();
  return left.promise.finally(() => signal.removeEventListener('abort', leave));
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
