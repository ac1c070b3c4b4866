import { expect, test } from 'vitest';
import { withPresence } from '#client/presence.ts';
import { testId, workspaceId } from '#client/testRows.ts';
import type { Presence } from '#contract/presence.ts';

const presence = (n: number, of: Partial<Presence> = {}): Presence => ({
  workspace_id: workspaceId,
  user_id: testId(n),
  status: 'online',
  available: true,
  viewing: [],
  last_seen_at: null,
  version: 1,
  ...of,
});
const list = [presence(1, { version: 4 }), presence(2)];

test('the newer word on a person counts, in whatever order two processes tell it', () => {
  const offline = presence(1, { version: 5, status: 'offline' });
  expect(withPresence(list, offline)).toEqual([offline, list[1]]);
  expect(withPresence(list, presence(1, { version: 3, status: 'away' }))).toBe(list);
});

test('somebody who has come since is there', () => {
  expect(withPresence(list, presence(3))).toEqual([...list, presence(3)]);
});
