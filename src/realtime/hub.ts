import { setTimeout as delay } from 'node:timers/promises';
import type { Activity } from '#contract/activity.ts';
import type { Scope } from '#events/append.ts';
import type { EncodedEvent, ScopePosition, ScopeState } from '#events/read.ts';
import { Channel } from '#realtime/channel.ts';
import { activityFrame, type Frame } from '#realtime/frame.ts';
import { encodePieces, type Piece } from '#realtime/piece.ts';

/** The event log, as far as the hub needs it. */
export type EventLog = {
  readScope: (scope: Scope) => Promise<ScopeState>;
  readEvents: (position: ScopePosition, limit: number) => Promise<EncodedEvent[]>;
  readNewEvents: (
    positions: ScopePosition[],
    limitPerScope: number,
  ) => Promise<Map<Scope, EncodedEvent[]>>;
};

const maxEventsPerRead = 500;

/**
 * After a read that wrote many frames the next one waits, so that what happens meanwhile shares its frame:
 * the price of a frame hardly depends on what is in it. With 17 readers a millisecond, never more than 50.
 */
const restPerFrameMs = 0.06;
const maxRestMs = 50;

type ChannelEntry = { opening: Promise<Channel>; channel: Channel | null; leases: number };

/** A channel in use: kept open until every lease of it is disposed. */
export type ChannelLease = { channel: Channel } & Disposable;

/**
 * Brings what has changed to whoever listens in this process. It knows scopes and rooms, no nouns and no
 * users. One read is under way at a time, for all changed scopes together; what changes meanwhile is read
 * next, so that under load many events share one query and one frame.
 */
export class Hub {
  readonly #log: EventLog;
  readonly #onError: (error: unknown) => void;
  readonly #channels = new Map<Scope, ChannelEntry>();
  readonly #rooms = new Map<string, Set<(frame: Frame) => void>>();
  readonly #changed = new Set<Scope>();
  readonly #replays = new Map<string, Promise<Piece[]>>();
  #reading: Promise<void> | null = null;

  constructor(log: EventLog, onError: (error: unknown) => void) {
    this.#log = log;
    this.#onError = onError;
  }

  /** @throws when the log cannot be read */
  async open(scope: Scope): Promise<ChannelLease> {
    let entry = this.#channels.get(scope);
    if (!entry) {
      const opening = this.#log.readScope(scope).then((state) => new Channel(scope, state));
      const created: ChannelEntry = { opening, leases: 0, channel: null };
      opening.then(
        (channel) => {
          created.channel = channel;
          // What was noticed while the scope was being read may be newer than what was read.
          this.notice([scope]);
        },
        () => this.#channels.delete(scope),
      );
      this.#channels.set(scope, created);
      entry = created;
    }
    const held = entry;
    held.leases += 1;
    let isHeld = true;
    const release = () => {
      if (!isHeld) return;
      isHeld = false;
      held.leases -= 1;
      if (held.leases === 0 && this.#channels.get(scope) === held) this.#channels.delete(scope);
    };
    try {
      return { channel: await held.opening, [Symbol.dispose]: release };
    } catch (error) {
      release();
      throw error;
    }
  }

  /** These scopes, or all (after a lost notification), may have new events. */
  notice(scopes: Iterable<Scope> = this.#channels.keys()): void {
    for (const scope of scopes) if (this.#channels.has(scope)) this.#changed.add(scope);
    if (this.#reading || this.#changed.size === 0) return;
    this.#reading = this.#readAndRest().finally(() => {
      this.#reading = null;
      this.notice([]);
    });
    // A failed read is made good by the next notice of all scopes, at most a second later.
    this.#reading.catch(this.#onError);
  }

  /**
   * Resolves when a read that began after this call has been delivered.
   * @throws when the log cannot be read
   */
  async refresh(scope: Scope): Promise<void> {
    this.notice([scope]);
    const isNext = this.#changed.has(scope);
    await this.#reading;
    if (isNext) await this.#reading;
  }

  /** A piece of a scope's log; many who miss the same piece share one query and its encoding. */
  replay({ scope, epoch }: Channel, offset: number): Promise<Piece[]> {
    const key = `${scope} ${epoch} ${offset}`;
    const known = this.#replays.get(key);
    if (known) return known;
    const reading = this.#log
      .readEvents({ scope, offset }, maxEventsPerRead)
      .then((events) => encodePieces(epoch, events))
      .finally(() => this.#replays.delete(key));
    this.#replays.set(key, reading);
    return reading;
  }

  join(room: string, send: (frame: Frame) => void): Disposable {
    const members = this.#rooms.get(room) ?? new Set();
    this.#rooms.set(room, members.add(send));
    return {
      [Symbol.dispose]: () => {
        members.delete(send);
        if (members.size === 0 && this.#rooms.get(room) === members) this.#rooms.delete(room);
      },
    };
  }

  sendActivity(room: string, activity: Activity): void {
    const members = this.#rooms.get(room);
    if (!members) return;
    const frame = activityFrame(activity);
    for (const send of members) send(frame);
  }

  async #readAndRest(): Promise<void> {
    const restMs = Math.min((await this.#readChanged()) * restPerFrameMs, maxRestMs);
    if (restMs >= 1) await delay(restMs);
  }

  /** @returns how many frames went out */
  async #readChanged(): Promise<number> {
    const channels: Channel[] = [];
    for (const scope of this.#changed) {
      const channel = this.#channels.get(scope)?.channel;
      if (channel) channels.push(channel);
    }
    this.#changed.clear();
    if (channels.length === 0) return 0;
    const news = await this.#log.readNewEvents(
      channels.map(({ scope, offset }) => ({ scope, offset })),
      maxEventsPerRead,
    );
    let frames = 0;
    for (const channel of channels) {
      const events = news.get(channel.scope) ?? [];
      channel.advance(events);
      if (events.length > 0) frames += channel.readers.size;
      if (events.length === maxEventsPerRead) this.#changed.add(channel.scope);
    }
    return frames;
  }
}
