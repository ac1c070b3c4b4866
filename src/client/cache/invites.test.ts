import { expect, test } from 'vitest';
import { reduceInvites } from '#client/cache/invites.ts';
import { testId, workspaceId } from '#client/testRows.ts';
import type { Invite } from '#contract/invites.ts';

const input = { workspace_id: workspaceId };
const anInvite = (n: number): Invite => ({
  id: testId(n),
  workspace_id: workspaceId,
  role: 'member',
  email: null,
  created_by: testId(0),
  created_at: '2026-01-01T00:00:00.000Z',
  expires_at: '2026-01-08T00:00:00.000Z',
  version: 1,
});
const created = (n: number) =>
  ({ type: 'invite.created', payload: { ...input, invite: anInvite(n) } }) as const;

test('an invitation comes into its workspace’s list once, and goes when it is revoked or used', () => {
  const list = reduceInvites([anInvite(10)], created(20), input);
  expect(list.map(({ id }) => id)).toEqual([testId(10), testId(20)]);
  expect(reduceInvites(list, created(20), input)).toBe(list);
  expect(reduceInvites(list, created(30), { workspace_id: testId(99) })).toBe(list);
  const payload = { ...input, invite_id: testId(10) };
  expect(reduceInvites(list, { type: 'invite.deleted', payload }, input)).toEqual([anInvite(20)]);
});
