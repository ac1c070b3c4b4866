import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Notification, NotificationSettings } from '#contract/notifications.ts';
import { claim, holdLook, isLookedAt } from '#features/notifications/alertLocks.ts';
import { alertableMs } from '#features/notifications/alertRules.ts';
import { Alerts } from '#features/notifications/alerts.ts';
import { uuidv7 } from '#shared/uuid.ts';

// Node has the Web Locks of browsers; only how long a claim is held is not waited for.
const { locks } = navigator;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const settings: NotificationSettings = { user_id: 'u', browser: {}, sound: true, version: 1 };
const news = (of: Partial<Notification> = {}): Notification => ({
  id: uuidv7(),
  user_id: 'u',
  workspace_id: 'w',
  kind: 'mention',
  conversation_id: uuidv7(),
  document_id: null,
  by: null,
  text: 'Hello',
  read_at: null,
  created_at: new Date().toISOString(),
  version: 1,
  ...of,
});

/** A tab that has loaded an empty list; `log` is what all of them did. */
async function openTab(log: string[], { canPlay = true } = {}) {
  const tab = new Alerts({
    userId: 'u',
    locks,
    means: () => ({ mayShow: true, canPlay }),
    play: () => log.push('play'),
    now: () => new Date(),
  });
  const show = ({ id }: Notification) => {
    log.push(`show ${id}`);
    return () => log.push(`close ${id}`);
  };
  const update = (list: readonly Notification[]) => tab.update(list, { settings, show });
  await update([]);
  return { update };
}

async function withLook<T>(place: string, run: () => Promise<T>): Promise<T> {
  const release = holdLook(locks, { userId: 'u', place });
  await vi.waitUntil(() => isLookedAt(locks, { userId: 'u', place }));
  return run().finally(release);
}

test('of all tabs one tells, once, and one plays', async () => {
  const log: string[] = [];
  const tabs = await Promise.all([1, 2, 3].map(() => openTab(log)));
  const one = news();
  for (const list of [[one], [one]]) await Promise.all(tabs.map((tab) => tab.update(list)));
  expect(log.toSorted()).toEqual(['play', `show ${one.id}`]);
});

test('the sound comes from a tab that may play one', async () => {
  const log: string[] = [];
  const silent = await openTab(log, { canPlay: false });
  const loud = await openTab(log);
  const one = news();
  await silent.update([one]);
  await loud.update([one]);
  expect(log).toEqual([`show ${one.id}`, 'play']);
});

test('nobody is told what they have before their eyes in any tab, nor later', async () => {
  const log: string[] = [];
  const tabs = await Promise.all([1, 2].map(() => openTab(log)));
  const [seen, other] = [news(), news()];
  await withLook(String(seen.conversation_id), () =>
    Promise.all(tabs.map((tab) => tab.update([seen, other]))),
  );
  const late = await openTab(log);
  await late.update([seen, other]);
  expect(log.toSorted()).toEqual(['play', `show ${other.id}`]);
});

test('what is read meanwhile is not told, and read in any tab it goes', async () => {
  const log: string[] = [];
  const tab = await openTab(log, { canPlay: false });
  const [quick, slow] = [news(), news()];
  const read = (each: Notification) => ({ ...each, read_at: each.created_at, version: 2 });
  await Promise.all([tab.update([quick]), tab.update([read(quick)])]);
  expect(log).toEqual([]);
  await tab.update([slow, read(quick)]);
  await tab.update([read(slow), read(quick)]);
  expect(log).toEqual([`show ${slow.id}`, `close ${slow.id}`]);
});

test('a claim is held as long as anybody could take it for news', async () => {
  const name = uuidv7();
  const ask = () => claim(locks, { name, holdMs: alertableMs });
  expect(await Promise.all([ask(), ask()])).toEqual([true, false]);
  await vi.advanceTimersByTimeAsync(alertableMs);
  await vi.waitUntil(ask);
});

test('a look ends with the tab’s, also before it had begun', async () => {
  const look = { userId: 'u', place: uuidv7() };
  const releases = [holdLook(locks, look), holdLook(locks, look)];
  await vi.waitUntil(() => isLookedAt(locks, look));
  expect(await isLookedAt(locks, { ...look, userId: 'other' })).toBe(false);
  for (const release of releases) release();
  await vi.waitUntil(async () => !(await isLookedAt(locks, look)));
  holdLook(locks, look)();
  await vi.waitUntil(async () => !(await isLookedAt(locks, look)));
});
