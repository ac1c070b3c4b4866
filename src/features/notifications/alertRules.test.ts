import { expect, test } from 'vitest';
import type { Notification, NotificationSettings } from '#contract/notifications.ts';
import { alertableMs, alertsOf, newsIn } from '#features/notifications/alertRules.ts';

const created_at = '2026-01-01T00:00:00.000Z';
const news: Notification = {
  id: 'n1',
  user_id: 'u',
  workspace_id: 'w',
  kind: 'mention',
  conversation_id: 'c',
  document_id: null,
  by: null,
  text: 'Hello',
  read_at: null,
  created_at,
  version: 1,
};
const settings: NotificationSettings = { user_id: 'u', browser: {}, sound: false, version: 1 };
const means = { mayShow: true, canPlay: true };
const at = { settings, means, now: new Date(created_at) };

test('the first list is no news; afterwards what was not there is', () => {
  const other = { ...news, id: 'n2' };
  expect(newsIn([news], null)).toEqual([]);
  expect(newsIn([other, news], new Set(['n1']))).toEqual([other]);
});

test('who has chosen nothing gets browser notifications of every kind and no sound', () => {
  for (const kind of ['mention', 'assignment', 'new_customer', 'document_failed'] as const)
    expect(alertsOf({ ...news, kind }, at)).toEqual(['browser']);
});

test('a kind that is off makes neither notification nor sound; the others do', () => {
  const chosen = { ...settings, browser: { mention: false, assignment: true }, sound: true };
  expect(alertsOf(news, { ...at, settings: chosen })).toEqual([]);
  const both = ['browser', 'sound'];
  expect(alertsOf({ ...news, kind: 'assignment' }, { ...at, settings: chosen })).toEqual(both);
  expect(alertsOf({ ...news, kind: 'new_customer' }, { ...at, settings: chosen })).toEqual(both);
});

test('a tab competes only for what it could do', () => {
  const loud = { ...settings, sound: true };
  const by = (mayShow: boolean, canPlay: boolean) =>
    alertsOf(news, { ...at, settings: loud, means: { mayShow, canPlay } });
  expect(by(false, true)).toEqual(['sound']);
  expect(by(true, false)).toEqual(['browser']);
  expect(by(false, false)).toEqual([]);
});

test('what is read or old makes no noise', () => {
  expect(alertsOf({ ...news, read_at: created_at }, at)).toEqual([]);
  const later = (ms: number) => new Date(Date.parse(created_at) + ms);
  expect(alertsOf(news, { ...at, now: later(alertableMs) })).toEqual(['browser']);
  expect(alertsOf(news, { ...at, now: later(alertableMs + 1) })).toEqual([]);
});
