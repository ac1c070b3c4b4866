import { expect, test } from 'vitest';
import { reduceMembers } from '#client/cache/members.ts';
import { aMember, testId, workspaceId } from '#client/testRows.ts';
import type { Member } from '#contract/members.ts';

const input = { workspace_id: workspaceId };
const list = [aMember(10, { version: 2 }), aMember(30)];
const created = (member: Member) =>
  ({ type: 'member.created', payload: { ...input, member } }) as const;
const updated = (member: Member) =>
  ({ type: 'member.updated', payload: { ...input, member } }) as const;
const deleted = (n: number) =>
  ({ type: 'member.deleted', payload: { ...input, user_id: testId(n) } }) as const;

test('a new member comes into the list by user id, once, and only of its own workspace', () => {
  const after = reduceMembers(list, created(aMember(20)), input);
  expect(after.map(({ user_id }) => user_id)).toEqual([testId(10), testId(20), testId(30)]);
  expect(reduceMembers(after, created(aMember(20)), input)).toBe(after);
  expect(reduceMembers(list, created(aMember(20)), { workspace_id: testId(99) })).toBe(list);
});

test('only a newer version changes a role', () => {
  const after = reduceMembers(list, updated(aMember(10, { version: 3, role: 'viewer' })), input);
  expect(after[0]?.role).toBe('viewer');
  expect(reduceMembers(after, updated(aMember(10, { version: 2 })), input)).toBe(after);
  expect(reduceMembers(list, updated(aMember(50)), input)).toBe(list);
});

test('somebody who was removed and comes back is there again, with a version of their own', () => {
  const gone = reduceMembers(list, deleted(10), input);
  expect(gone).toEqual([list[1]]);
  const back = aMember(10, { created_at: '2026-01-02T00:00:00.000Z', version: 1 });
  expect(reduceMembers(gone, created(back), input)).toEqual([back, list[1]]);
  expect(reduceMembers(list, created(back), input)).toEqual([back, list[1]]);
});
