// oxlint-disable-next-line import/no-unassigned-import -- it puts a browser's database among the globals
import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import { createOutboxStore, type OutboxItem } from '#client/outboxStore.ts';
import { conversationId, testId, workspaceId } from '#client/testRows.ts';

const [ann, bob] = [testId(1), testId(2)];
const item = (n: number, user_id = ann): OutboxItem => ({
  user_id,
  client_id: testId(n),
  workspace_id: workspaceId,
  conversation_id: conversationId,
  content: `Message ${n}`,
  created_at: new Date(n).toISOString(),
  refusal: null,
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test('what is kept is there for the next page, oldest first, for its author alone', async () => {
  const before = createOutboxStore('reload');
  for (const each of [item(20), item(10), item(30, bob)]) await before.put(each);
  const after = createOutboxStore('reload');
  expect(await after.list(ann)).toEqual([item(10), item(20)]);
  expect(await after.list(bob)).toEqual([item(30, bob)]);
});

test('an item is changed and removed under its client_id', async () => {
  const store = createOutboxStore('change');
  await store.put(item(10));
  await store.put({ ...item(10), refusal: 'No' });
  expect(await store.list(ann)).toEqual([{ ...item(10), refusal: 'No' }]);
  await store.remove({ user_id: bob, client_id: testId(10) });
  expect(await store.list(ann)).toHaveLength(1);
  await store.remove(item(10));
  expect(await store.list(ann)).toEqual([]);
});

test('where the browser forbids a database, a message is kept by its tab', async () => {
  vi.stubGlobal('indexedDB', {
    open: () => {
      throw new DOMException('The operation is insecure', 'SecurityError');
    },
  });
  const store = createOutboxStore('forbidden');
  await store.put(item(20));
  await store.put(item(10));
  expect(await store.list(ann)).toEqual([item(10), item(20)]);
  await store.remove(item(10));
  expect(await store.list(ann)).toEqual([item(20)]);
});
