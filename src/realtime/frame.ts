import type { Activity } from '#contract/activity.ts';
import type { EncodedEvent } from '#events/read.ts';
import { webSocketFrame } from '#realtime/webSocketFrame.ts';

/** The id that a client gave its subscription; frames for it begin with it. */
export type RequestId = number | string;

/** Clients count their requests from 1, so that most sockets wait for the same few ids. */
const maxCachedFrames = 32;

/**
 * One message for many subscribers, as tRPC's WebSocket adapter would have sent it: encoded once, down to the
 * bytes of the WebSocket, but for the request id at its start, by which the few variants are kept.
 */
export class Frame {
  readonly #tail: string;
  readonly #variants = new Map<RequestId, Buffer>();

  constructor(tail: string) {
    this.#tail = tail;
  }

  textFor(requestId: RequestId): string {
    return `{"id":${JSON.stringify(requestId)},"result":${this.#tail}}`;
  }

  for(requestId: RequestId): Buffer {
    const known = this.#variants.get(requestId);
    if (known) return known;
    const bytes = webSocketFrame(this.textFor(requestId));
    if (this.#variants.size < maxCachedFrames) this.#variants.set(requestId, bytes);
    return bytes;
  }
}

/** `tracked(id, batch)` as tRPC puts it on the wire; `id` is `<epoch>.<last offset>`. */
export function eventsFrame(
  epoch: string,
  events: readonly [EncodedEvent, ...EncodedEvent[]],
): Frame {
  const lastOffset = (events.at(-1) ?? events[0]).offset;
  const id = `"${formatEventId({ epoch, offset: lastOffset })}"`;
  const batch = events.map(({ json }) => json).join(',');
  return new Frame(`{"type":"data","id":${id},"data":{"id":${id},"data":[${batch}]}}`);
}

/** Untracked: a tracked one would move the cursor of a stream that has none. */
export function activityFrame(activity: Activity): Frame {
  return new Frame(`{"type":"data","data":${JSON.stringify(activity)}}`);
}

/** A marker that the feed makes for one subscriber; `offset` is where it stands. */
export function markerFrame(
  epoch: string,
  type: 'sync.ready' | 'sync.reset',
  offset: number,
): Frame {
  const json = `{"offset":${offset},"type":"${type}","payload":{}}`;
  return eventsFrame(epoch, [{ offset, json }]);
}

export type EventId = { epoch: string; offset: number };

function formatEventId({ epoch, offset }: EventId): string {
  return `${epoch}.${offset}`;
}

/** Null for anything that this server did not make. */
export function parseEventId(text: string): EventId | null {
  const match = /^([0-9a-z]+)\.(\d{1,15})$/.exec(text);
  if (!match?.[1] || !match[2]) return null;
  return { epoch: match[1], offset: Number(match[2]) };
}
