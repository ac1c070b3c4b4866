import type { ScopeState } from '#events/read.ts';
import type { Scope } from '#events/append.ts';
import type { EncodedEvent } from '#events/read.ts';
import type { Frame } from '#realtime/frame.ts';
import { encodePieces } from '#realtime/piece.ts';
import { assert } from '#shared/assert.ts';

/** Enough for a reload or a short disconnect to be served from memory. */
const maxRecentEvents = 256;

export type LiveReader = {
  /** The next events, in one frame. */
  deliver: (frame: Frame, lastOffset: number) => void;
};

/** One scope as this process knows it: how far its log has been read, the newest events, and who listens. */
export class Channel {
  readonly scope: Scope;
  readonly epoch: string;
  /** Everything up to here has been delivered to `readers`. */
  offset: number;
  readonly readers = new Set<LiveReader>();
  readonly watchers = new Set<() => void>();
  #recent: EncodedEvent[] = [];

  constructor(scope: Scope, state: ScopeState) {
    this.scope = scope;
    this.epoch = state.epoch;
    this.offset = state.last_offset;
  }

  /** The events after `offset`, when they are all in memory; else null. */
  recentAfter(offset: number): EncodedEvent[] | null {
    const missing = this.offset - offset;
    if (missing < 0 || missing > this.#recent.length) return null;
    return missing === 0 ? [] : this.#recent.slice(-missing);
  }

  /** Takes the log's next events and hands them, encoded once, to everyone. */
  advance(events: readonly EncodedEvent[]): void {
    const [first, ...rest] = events;
    if (!first) return;
    assert(first.offset === this.offset + 1, `${this.scope} continues at ${this.offset + 1}`);
    this.offset = (rest.at(-1) ?? first).offset;
    this.#recent = [...this.#recent, first, ...rest].slice(-maxRecentEvents);
    for (const { frame, lastOffset } of encodePieces(this.epoch, events))
      for (const reader of this.readers) reader.deliver(frame, lastOffset);
    for (const watcher of this.watchers) watcher();
  }

  get isUnused(): boolean {
    return this.readers.size === 0 && this.watchers.size === 0;
  }
}
