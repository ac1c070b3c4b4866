import type { ConnectionStore } from '#client/connection.ts';
import { isRefusal } from '#client/isRefusal.ts';
import { isUnauthorized } from '#client/isUnauthorized.ts';
import type { LiveCache } from '#client/liveCache.ts';
import { type MessageDraft, optimisticMessage } from '#client/optimisticMessage.ts';
import type { OutboxItem, OutboxStore } from '#client/outboxStore.ts';
import { refusalReason } from '#client/refusalReason.ts';
import type { WatchForReturn } from '#client/reconnectDelay.ts';
import type { Tabs } from '#client/tabs.ts';
import type { Message, SendMessageInput } from '#contract/messages.ts';

export type OutboxOptions = {
  /** Whose messages: nobody else's are sent or shown. */
  userId: string;
  store: OutboxStore;
  openTabs: () => Tabs;
  cache: Pick<LiveCache, 'showUnsent' | 'discardUnsent'>;
  connection: Pick<ConnectionStore, 'get' | 'subscribe'>;
  watchForReturn: WatchForReturn;
  /** The same `client_id` again, from whichever tab, must do nothing more. */
  send: (message: SendMessageInput) => Promise<unknown>;
  newId: () => string;
  now: () => Date;
  /** The wait after the first failure, the second … */
  retryDelayMs: (failures: number) => number;
};

/**
 * Messages on their way to the server. Each is kept until the server has it: while offline, while the server
 * is down, across a reload. They are sent in the order in which they were written, one at a time in all tabs
 * of a browser together, and each arrives once. Terms: a message is **held** while the server cannot be
 * reached, which ends by itself; it is **refused** when the server will never have it, which its author ends
 * by `retry` or `discard`; those after it go on.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #listeners = new Set<() => void>();
  /** Also where the store could not forget them. */
  readonly #sent = new Set<string>();
  #tabs: Tabs | null = null;
  #stopped = new AbortController();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #isHeld = false;
  /** Since there was last a reason to hope. */
  #failures = 0;
  #isSending = false;
  #isAskedAgain = false;
  #hasHope = false;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** Has the last attempt failed for now? */
  isHeld = (): boolean => this.#isHeld;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Shows and sends what waits, until what is returned is called. */
  start(): () => void {
    const { connection, watchForReturn, openTabs, cache } = this.#options;
    this.#stopped = new AbortController();
    const tabs = openTabs();
    this.#tabs = tabs;
    tabs.listen((notice) => {
      if (notice.type === 'changed') void this.#showAll().then(() => this.#sendSoon());
      else cache.discardUnsent(notice.client_id);
    });
    const stops = [
      connection.subscribe(() => connection.get() === 'connected' && this.#sendNow()),
      watchForReturn(() => this.#sendNow()),
    ];
    void this.#showAll().then(() => this.#sendSoon());
    return () => {
      this.#stopped.abort();
      this.#tabs = null;
      for (const stop of stops) stop();
      this.#clearTimer();
      tabs.close();
    };
  }

  /** Shows a message at once; resolves when it is kept. With a `client_id` of its own it may be added again. */
  async add(
    draft: Omit<MessageDraft, 'author_id'>,
    client_id = this.#options.newId(),
  ): Promise<void> {
    const { userId, now } = this.#options;
    const created_at = now().toISOString();
    await this.#keep({ ...draft, user_id: userId, client_id, created_at, refusal: null });
  }

  /** Tries a refused message again. */
  async retry({ id }: Pick<Message, 'id'>): Promise<void> {
    const item = await this.#find(id);
    if (item) await this.#keep({ ...item, refusal: null });
  }

  /** Takes a message away, unless it turns out to have been sent. */
  async discard({ id: client_id }: Pick<Message, 'id'>): Promise<void> {
    const { store, cache, userId } = this.#options;
    cache.discardUnsent(client_id);
    const remove = async () => {
      await store.remove({ user_id: userId, client_id });
      this.#tabs?.tell({ type: 'discarded', client_id });
    };
    await this.#tabs?.alone(remove, this.#stopped.signal);
  }

  async #keep(item: OutboxItem): Promise<void> {
    this.#options.cache.showUnsent(messageOf(item));
    await this.#options.store.put(item);
    this.#tabs?.tell({ type: 'changed' });
    this.#sendSoon();
  }

  async #find(clientId: string): Promise<OutboxItem | undefined> {
    const items = await this.#options.store.list(this.#options.userId);
    return items.find(({ client_id }) => client_id === clientId);
  }

  async #showAll(): Promise<void> {
    const items = await this.#options.store.list(this.#options.userId);
    if (this.#stopped.signal.aborted) return;
    for (const item of items) this.#options.cache.showUnsent(messageOf(item));
  }

  #sendSoon(): void {
    this.#clearTimer();
    if (this.#isSending) this.#isAskedAgain = true;
    else void this.#sendInTurn();
  }

  /** Also when what is under way fails: it may have begun before there was a reason to hope. */
  #sendNow(): void {
    this.#failures = 0;
    this.#hasHope = this.#isSending;
    this.#sendSoon();
  }

  async #sendInTurn(): Promise<void> {
    this.#isSending = true;
    try {
      do {
        const { signal } = this.#stopped;
        [this.#isAskedAgain, this.#hasHope] = [false, false];
        await this.#tabs?.alone(() => this.#sendAll(signal), signal);
      } while (this.#isToGoOn());
    } finally {
      this.#isSending = false;
    }
    if (!this.isHeld() || this.#stopped.signal.aborted) return;
    const waitMs = this.#options.retryDelayMs(this.#failures);
    this.#failures += 1;
    this.#timer = setTimeout(() => this.#sendSoon(), waitMs);
  }

  #isToGoOn(): boolean {
    if (this.#stopped.signal.aborted) return false;
    return this.isHeld() ? this.#hasHope : this.#isAskedAgain;
  }

  /** Looks for the next each time: another tab may have added, sent or discarded. */
  async #sendAll(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const items = await this.#options.store.list(this.#options.userId);
      const next = items.find(
        ({ refusal, client_id }) => refusal === null && !this.#sent.has(client_id),
      );
      const isHeld = next !== undefined && !(await this.#sendOne(next));
      this.#setHeld(isHeld);
      if (!next || isHeld) return;
    }
  }

  /** False when it must wait. */
  async #sendOne(item: OutboxItem): Promise<boolean> {
    const { send, store, cache } = this.#options;
    const { conversation_id, content, client_id, internal } = item;
    try {
      await send({ conversation_id, content, client_id, internal });
    } catch (error) {
      // Whose session is over may send it after signing in again.
      if (!isRefusal(error) || isUnauthorized(error)) return false;
      const refusal = refusalReason(error);
      await store.put({ ...item, refusal });
      cache.showUnsent(messageOf({ ...item, refusal }));
      this.#tabs?.tell({ type: 'changed' });
      return true;
    }
    // Shown until its event comes, in this tab and in others: nobody is told.
    this.#sent.add(client_id);
    await store.remove(item);
    return true;
  }

  #setHeld(isHeld: boolean): void {
    if (!isHeld) this.#failures = 0;
    if (isHeld === this.#isHeld) return;
    this.#isHeld = isHeld;
    for (const listener of this.#listeners) listener();
  }

  #clearTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}

function messageOf({ user_id, client_id, created_at, refusal, ...rest }: OutboxItem): Message {
  const draft = { ...rest, author_id: user_id };
  const message = optimisticMessage(draft, { clientId: client_id, now: new Date(created_at) });
  return refusal === null ? message : { ...message, status: 'error', error_message: refusal };
}
