import type { Notification, NotificationSettings } from '#contract/notifications.ts';
import { claim, isLookedAt } from '#features/notifications/alertLocks.ts';
import {
  type Alert,
  alertableMs,
  alertsOf,
  type Means,
  newsIn,
} from '#features/notifications/alertRules.ts';
import { placeOf } from '#features/notifications/notificationPlace.ts';

/** Returns what takes it away again. */
export type Show = (notification: Notification) => () => void;

type Now = { settings: NotificationSettings; show: Show };

type AlertsOptions = {
  userId: string;
  locks: LockManager;
  means: () => Means;
  play: () => void;
  now: () => Date;
};

/**
 * One tab's part in telling a person outside of the bell. All tabs of a browser hear of the same news; for each
 * way of telling one of them wins, and tells unless somebody has the place before their eyes in any of them.
 */
export class Alerts {
  readonly #options: AlertsOptions;
  readonly #shown = new Map<string, () => void>();
  #known: ReadonlySet<string> | null = null;
  #unread: ReadonlySet<string> = new Set();

  constructor(options: AlertsOptions) {
    this.#options = options;
  }

  /** To be called with each new state of the bell's list. Resolves when all that is new has been told, or not. */
  async update(list: readonly Notification[], { settings, show }: Now): Promise<void> {
    const { means, now } = this.#options;
    const news = newsIn(list, this.#known);
    this.#known = new Set(list.map(({ id }) => id));
    this.#unread = new Set(list.flatMap(({ id, read_at }) => (read_at === null ? id : [])));
    for (const [id, close] of this.#shown) {
      if (this.#unread.has(id)) continue;
      close();
      this.#shown.delete(id);
    }
    const at = { settings, means: means(), now: now() };
    await Promise.all(
      news.flatMap((each) => alertsOf(each, at).map((alert) => this.#tell(each, { alert, show }))),
    );
  }

  async #tell(
    notification: Notification,
    { alert, show }: { alert: Alert; show: Show },
  ): Promise<void> {
    const { userId, locks, play } = this.#options;
    const { id } = notification;
    // Held for as long as a tab that was asleep may still take it for news.
    const isOurs = await claim(locks, { name: `parley-${alert}:${id}`, holdMs: alertableMs });
    if (!isOurs || (await isLookedAt(locks, { userId, place: placeOf(notification) }))) return;
    if (!this.#unread.has(id)) return;
    if (alert === 'sound') play();
    else this.#shown.set(id, show(notification));
  }
}
