import type { ServiceContext } from '#services/context.ts';
import { changePresence, type Here, type Person } from '#services/presence/changePresence.ts';
import { beat, sweepProcesses } from '#services/presence/sweepProcesses.ts';
import { logger } from '#shared/logger.ts';
import { uuidv7 } from '#shared/uuid.ts';

/** A tab of somebody's, as it says itself. */
export type Tab = { state: 'active' | 'away'; viewing: string | null };

export type PresenceTimes = {
  /** How long a tab may be away, to reload or to say something new of itself, before that is told. */
  graceMs: number;
  /** As long, when so many go at once that it is the network or another process, and they will all be back. */
  crowdGraceMs: number;
  /** Between heartbeats of this process, and looks for dead ones. */
  beatMs: number;
};

const defaultTimes: PresenceTimes = { graceMs: 5_000, crowdGraceMs: 30_000, beatMs: 10_000 };

/** So many who go at once, and so much of all who are here, are a crowd. */
const crowdSize = 10;
const crowdShare = 0.2;

type Tracked = {
  person: Person;
  tabs: Set<Tab>;
  /** What is written of them, or is being written. */
  written: Here | null;
  grace: NodeJS.Timeout | null;
  /** Has the longer grace of a crowd begun? */
  isPardoned: boolean;
  writing: Promise<void>;
};

type TrackerContext = Pick<ServiceContext, 'db' | 'withTransaction' | 'doorbell'>;

/**
 * Who is connected to this process. Tabs come and go in memory; the database hears of a person, and the
 * workspace of a difference. Less than before is only told after a while, so that a reload shows nowhere.
 */
export class PresenceTracker {
  readonly #ctx: TrackerContext;
  readonly #times: PresenceTimes;
  readonly #processId = uuidv7();
  readonly #people = new Map<string, Tracked>();
  readonly #begun: Promise<unknown>;
  readonly #heart: NodeJS.Timeout;
  /** Until then a crowd may come back; some lose their connection again while they do. */
  #crowdUntilMs = 0;

  constructor(ctx: TrackerContext, times: Partial<PresenceTimes> = {}) {
    this.#ctx = ctx;
    this.#times = { ...defaultTimes, ...times };
    this.#begun = this.#beat();
    this.#heart = setInterval(() => void this.#beat(), this.#times.beatMs);
  }

  /** A tab is there until what is returned is disposed. */
  join(person: Person, tab: Tab): Disposable {
    const key = `${person.workspaceId} ${person.userId}`;
    const tracked = this.#people.get(key) ?? {
      person,
      tabs: new Set(),
      written: null,
      grace: null,
      isPardoned: false,
      writing: this.#begun.then(() => {}),
    };
    this.#people.set(key, tracked);
    tracked.tabs.add(tab);
    this.#update(key, tracked);
    return {
      [Symbol.dispose]: () => {
        tracked.tabs.delete(tab);
        this.#update(key, tracked);
      },
    };
  }

  /** The process ends: who does not come back elsewhere is found by the others. */
  async stop(): Promise<void> {
    clearInterval(this.#heart);
    for (const { grace } of this.#people.values()) if (grace) clearTimeout(grace);
    await Promise.allSettled(Array.from(this.#people.values(), ({ writing }) => writing));
  }

  #update(key: string, tracked: Tracked): void {
    if (tracked.grace) clearTimeout(tracked.grace);
    tracked.grace = null;
    tracked.isPardoned = false;
    if (!isLess(hereOf(tracked.tabs), tracked.written)) return this.#write(key, tracked);
    tracked.grace = setTimeout(() => this.#endGrace(key, tracked), this.#times.graceMs);
  }

  #endGrace(key: string, tracked: Tracked): void {
    const { graceMs, crowdGraceMs } = this.#times;
    const nowMs = performance.now();
    if (!tracked.isPardoned && nowMs >= this.#crowdUntilMs && this.#isCrowdGoing())
      this.#crowdUntilMs = nowMs + crowdGraceMs - graceMs;
    const leftMs = this.#crowdUntilMs - nowMs;
    if (tracked.isPardoned || leftMs <= 0) {
      tracked.grace = null;
      return this.#write(key, tracked);
    }
    tracked.isPardoned = true;
    tracked.grace = setTimeout(() => this.#endGrace(key, tracked), leftMs);
  }

  #isCrowdGoing(): boolean {
    const going = [...this.#people.values()].filter(({ grace }) => grace !== null).length;
    return going >= crowdSize && going >= this.#people.size * crowdShare;
  }

  #write(key: string, tracked: Tracked): void {
    const here = hereOf(tracked.tabs);
    if (isSame(here, tracked.written)) return;
    tracked.written = here;
    const { person } = tracked;
    const writing = tracked.writing
      .then(() => changePresence(this.#ctx, { ...person, processId: this.#processId }, here))
      .catch((error: unknown) => logger.warn({ err: error }, 'presence could not be written'))
      .then(() => {
        // Not before the last write: who comes back meanwhile is written after it.
        const isLast = tracked.writing === writing;
        if (isLast && tracked.tabs.size === 0 && tracked.written === null) this.#people.delete(key);
      });
    tracked.writing = writing;
  }

  async #beat(): Promise<void> {
    try {
      const isKnown = await beat(this.#ctx, this.#processId);
      if (!isKnown) this.#writeAllAgain();
      await sweepProcesses(this.#ctx);
    } catch (error) {
      logger.warn({ err: error }, 'presence cannot be kept now');
    }
  }

  /** The database has lost it, or took this process for dead. */
  #writeAllAgain(): void {
    for (const [key, tracked] of this.#people) {
      tracked.written = null;
      this.#write(key, tracked);
    }
  }
}

function hereOf(tabs: ReadonlySet<Tab>): Here | null {
  if (tabs.size === 0) return null;
  const all = [...tabs];
  return {
    status: all.some(({ state }) => state === 'active') ? 'online' : 'away',
    viewing: [...new Set(all.flatMap(({ viewing }) => viewing ?? []))].toSorted(),
  };
}

const rank = (here: Here | null): number => (here === null ? 0 : here.status === 'away' ? 1 : 2);

function isLess(here: Here | null, written: Here | null): boolean {
  return (
    rank(here) < rank(written) ||
    (written?.viewing.some((id) => !here?.viewing.includes(id)) ?? false)
  );
}

const isSame = (one: Here | null, other: Here | null): boolean =>
  one?.status === other?.status && one?.viewing.join() === other?.viewing.join();
