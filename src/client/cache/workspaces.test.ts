import { expect, test } from 'vitest';
import { reduceWorkspaceList } from '#client/cache/workspaces.ts';
import { aWorkspace, testId } from '#client/testRows.ts';

const list = [aWorkspace(1, { version: 3 }), aWorkspace(3)];

test('a created workspace takes its place by age, once', () => {
  const change = { type: 'workspace.created', payload: { workspace: aWorkspace(2) } } as const;
  const after = reduceWorkspaceList(list, change);
  expect(after.map(({ id }) => id)).toEqual([testId(1), testId(2), testId(3)]);
  expect(reduceWorkspaceList(after, change)).toBe(after);
});

test('only a newer version changes a workspace', () => {
  const updated = (version: number) =>
    reduceWorkspaceList(list, {
      type: 'workspace.updated',
      payload: { workspace: aWorkspace(1, { version, name: 'Umbrella' }) },
    });
  expect(updated(4)[0]).toMatchObject({ name: 'Umbrella', version: 4 });
  expect(updated(3)).toBe(list);
  expect(updated(2)).toBe(list);
});

test('an update of a workspace that is not in the list does not put it there', () => {
  const change = { type: 'workspace.updated', payload: { workspace: aWorkspace(9) } } as const;
  expect(reduceWorkspaceList(list, change)).toBe(list);
});

test('a deleted workspace is gone, and deleting it again does nothing', () => {
  const change = { type: 'workspace.deleted', payload: { workspace_id: testId(1) } } as const;
  const after = reduceWorkspaceList(list, change);
  expect(after).toEqual([list[1]]);
  expect(reduceWorkspaceList(after, change)).toBe(after);
});
