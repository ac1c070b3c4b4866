import { expect, test } from 'vitest';
import { reduceNotificationSettings, reduceNotifications } from '#client/cache/notifications.ts';
import { conversationId, testId, workspaceId } from '#client/testRows.ts';
import { MAX_NOTIFICATIONS, type Notification } from '#contract/notifications.ts';

const at = '2026-01-01T00:00:00.000Z';
const news = (n: number, of: Partial<Notification> = {}): Notification => ({
  id: testId(n),
  user_id: testId(0),
  workspace_id: workspaceId,
  kind: 'mention',
  conversation_id: conversationId,
  document_id: null,
  by: testId(5),
  text: 'Hello',
  read_at: null,
  created_at: at,
  version: 1,
  ...of,
});
const created = (n: number) =>
  ({ type: 'notification.created', payload: { notification: news(n) } }) as const;

test('a new one comes first, once; the list keeps as many as the server gives', () => {
  const list = reduceNotifications([news(10)], created(20));
  expect(list.map(({ id }) => id)).toEqual([testId(20), testId(10)]);
  expect(reduceNotifications(list, created(20))).toBe(list);
  const full = Array.from({ length: MAX_NOTIFICATIONS }, (_, nth) => news(500 - nth));
  expect(reduceNotifications(full, created(900))).toHaveLength(MAX_NOTIFICATIONS);
});

test('read in one tab is read in all, and an older word changes nothing', () => {
  const read = news(10, { version: 2, read_at: at });
  const change = { type: 'notification.updated', payload: { notification: read } } as const;
  const list = reduceNotifications([news(10)], change);
  expect(list).toEqual([read]);
  expect(reduceNotifications(list, change)).toBe(list);
});

test('with what it is about it goes', () => {
  const payload = { workspace_id: workspaceId, conversation_id: conversationId, version: 9 };
  expect(reduceNotifications([news(10)], { type: 'conversation.deleted', payload })).toEqual([]);
  const workspace = { workspace_id: workspaceId };
  expect(
    reduceNotifications([news(10)], { type: 'workspace.deleted', payload: workspace }),
  ).toEqual([]);
});

test('settings: the newer ones stay, whichever tab changed them', () => {
  const settings = { user_id: testId(0), browser: {}, sound: false, version: 1 };
  const told = { ...settings, browser: { mention: false }, version: 3 };
  const change = { type: 'notification_settings.updated', payload: { settings: told } } as const;
  expect(reduceNotificationSettings(settings, change)).toBe(told);
  const newest = { ...told, sound: true, version: 4 };
  expect(reduceNotificationSettings(newest, change)).toBe(newest);
  expect(reduceNotificationSettings(settings, created(20))).toBe(settings);
});
