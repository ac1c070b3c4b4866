import type { Notification, NotificationSettings } from '#contract/notifications.ts';

/** How a person is told who does not look at the bell. */
export type Alert = 'browser' | 'sound';

/** What this tab could do now. */
export type Means = { mayShow: boolean; canPlay: boolean };

/** What is older was missed while the computer slept, or the server could not be reached: the bell has it. */
export const alertableMs = 10 * 60_000;

/** Those that were not in the list before; none of the first list, which is what was there already. */
export function newsIn(
  list: readonly Notification[],
  known: ReadonlySet<string> | null,
): readonly Notification[] {
  return known ? list.filter(({ id }) => !known.has(id)) : [];
}

/** What this tab is to compete for with the person's other tabs, if nobody looks at the place. */
export function alertsOf(
  { kind, read_at, created_at }: Notification,
  { settings, means, now }: { settings: NotificationSettings; means: Means; now: Date },
): Alert[] {
  const isOld = now.getTime() - new Date(created_at).getTime() > alertableMs;
  if (read_at !== null || isOld || !isOn(settings, kind)) return [];
  const alerts: Alert[] = [];
  if (means.mayShow) alerts.push('browser');
  if (means.canPlay && settings.sound) alerts.push('sound');
  return alerts;
}

/** A kind is on until it is turned off. */
export function isOn(
  { browser }: Pick<NotificationSettings, 'browser'>,
  kind: Notification['kind'],
): boolean {
  return browser[kind] ?? true;
}
