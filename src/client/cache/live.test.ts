import { expect, test } from 'vitest';
import { reduceCannedReplies, reduceLiveSettings } from '#client/cache/live.ts';
import { aCannedReply, someLiveSettings, testId, workspaceId } from '#client/testRows.ts';

const here = { workspace_id: workspaceId };

test('newer settings of the workspace are taken, older and others’ not', () => {
  const settings = { ...someLiveSettings, greeting: 'Hi', version: 2 };
  const updated = { type: 'live_settings.updated', payload: { ...here, settings } } as const;
  expect(reduceLiveSettings(someLiveSettings, updated, here)).toBe(settings);
  const newest = { ...settings, version: 3 };
  expect(reduceLiveSettings(newest, updated, here)).toBe(newest);
  const elsewhere = { ...someLiveSettings, workspace_id: testId(9) };
  expect(reduceLiveSettings(elsewhere, updated, { workspace_id: testId(9) })).toBe(elsewhere);
});

test('canned replies come, change and go', () => {
  const canned_reply = aCannedReply(10);
  const created = { type: 'canned_reply.created', payload: { ...here, canned_reply } } as const;
  const list = reduceCannedReplies([], created, here);
  expect(list).toEqual([canned_reply]);
  expect(reduceCannedReplies(list, created, here)).toBe(list);
  const changed = aCannedReply(10, { text: 'Bye', version: 2 });
  const updated = {
    type: 'canned_reply.updated',
    payload: { ...here, canned_reply: changed },
  } as const;
  expect(reduceCannedReplies(list, updated, here)).toEqual([changed]);
  const deleted = {
    type: 'canned_reply.deleted',
    payload: { canned_reply_id: canned_reply.id },
  } as const;
  expect(reduceCannedReplies(list, deleted, here)).toEqual([]);
});
