import type { Follower, LiveCache } from '#client/liveCache.ts';
import type { EventBatch, NewEvent, ParleyEvent } from '#contract/events.ts';
import { must } from '#shared/must.ts';

type TrackedBatch = { id: string; data: EventBatch };

const replayedPerBatch = 3;

/** A subscription to one scope, as the server and tRPC's client keep it, over a socket that a test holds. */
export class TestFeed {
  readonly #cache: LiveCache;
  readonly #scope: string;
  readonly #log: readonly NewEvent[];
  #follower: Follower | null = null;
  /** What tRPC's client resumes from. */
  #lastEventId: string | undefined;
  /** What the server has sent, and what of it has not arrived yet; null while there is no socket. */
  #sent = 0;
  #underWay: TrackedBatch[] | null = null;
  #isReady = false;
  #latest: TrackedBatch | null = null;
  /** The log keeps only what is after it. */
  #prunedTo = 0;

  constructor(cache: LiveCache, scope: string, log: readonly NewEvent[]) {
    this.#cache = cache;
    this.#scope = scope;
    this.#log = log;
  }

  /** A component subscribes, for the first time or again. */
  subscribe(): void {
    this.#follower = this.#cache.follow(this.#scope);
    this.#lastEventId = this.#follower.lastEventId;
    this.reconnect();
  }

  /** tRPC's client resumes the subscription on a new socket. */
  reconnect(): void {
    if (!this.#follower) return;
    this.#latest = null;
    this.#underWay = [];
    this.#isReady = false;
    const from = this.#lastEventId === undefined ? null : Number(this.#lastEventId.split('.')[1]);
    this.#sent = from ?? this.#log.length;
    if (from === null || from >= this.#prunedTo) return;
    this.#sent = this.#log.length;
    this.#send([{ offset: this.#sent, type: 'sync.reset', payload: {} }]);
  }

  disconnect(): void {
    this.#underWay = null;
  }

  /** The server sends the next events of the log as one batch, and when it has come to the end, that it has. */
  send(amount: number): void {
    const events = this.#log.slice(this.#sent, this.#sent + amount);
    const first = this.#sent;
    if (events.length === 0) {
      if (!this.#isReady) this.#send([{ offset: first, type: 'sync.ready', payload: {} }]);
      this.#isReady = true;
      return;
    }
    this.#sent += events.length;
    this.#send(events.map((event, at) => ({ offset: first + at + 1, ...event })));
  }

  /** The next batches arrive. */
  deliver(amount: number): void {
    for (const batch of this.#underWay?.splice(0, amount) ?? []) this.#receive(batch);
  }

  /** The latest batch arrives once more. */
  repeat(): void {
    if (this.#latest) this.#receive(this.#latest);
  }

  prune(): void {
    this.#prunedTo = this.#log.length;
  }

  deliverAll(): void {
    while (!this.#isReady || this.#sent < this.#log.length) this.send(replayedPerBatch);
    this.deliver(this.#underWay?.length ?? 0);
  }

  #send(data: ParleyEvent[]): void {
    this.#underWay?.push({ id: `epoch.${this.#sent}`, data });
  }

  #receive(batch: TrackedBatch): void {
    this.#latest = batch;
    this.#lastEventId = batch.id;
    must(this.#follower, 'a subscription').receive(structuredClone(batch));
  }
}
