import fc from 'fast-check';
import { getQueryKey } from '@trpc/react-query';
import { expect, test } from 'vitest';
import { outdatesHealth } from '#client/cache/health.ts';
import type { Change } from '#client/liveQuery.ts';
import { TestLiveClient } from '#client/testLiveClient.ts';
import { aDocument, aJob, jobUpdated, testId, workspaceId } from '#client/testRows.ts';
import { trpc } from '#client/trpc.ts';

const input = { workspace_id: workspaceId, days: 1 } as const;
const documentCreated = (n: number, workspace_id = workspaceId) =>
  ({
    type: 'document.created',
    payload: { workspace_id, document: aDocument(n, { workspace_id }) },
  }) as const;

test.each<[string, boolean, Change]>([
  ['a new document', true, documentCreated(10)],
  ['one of another workspace', false, documentCreated(10, testId(9))],
  [
    'a document that is gone',
    true,
    { type: 'document.deleted', payload: { document_id: testId(10) } },
  ],
  ['vectors', true, { type: 'embeddings.updated', payload: { workspace_id: workspaceId } }],
  [
    'vectors of another workspace',
    false,
    { type: 'embeddings.updated', payload: { workspace_id: testId(9) } },
  ],
  ['a job that began', true, jobUpdated(aJob(11, { status: 'running', progress: null }))],
  ['a job that got further', false, jobUpdated(aJob(11, { status: 'running', progress: 0.5 }))],
  ['a job that ended', true, jobUpdated(aJob(11, { status: 'success', progress: 1 }))],
  ['a job of another workspace', false, jobUpdated(aJob(11, { workspace_id: testId(9) }))],
])('%s makes the figures old: %s', (_what, isOutdated, change) => {
  expect(outdatesHealth(change, input)).toBe(isOutdated);
});

const act = fc.constantFrom('event', 'fetch', 'read', 'finish');

test('figures are never older than what happened without being marked so, and events fetch nothing (property)', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 40 }), async (acts) => {
      let events = 0;
      let fetchedByEvents = 0;
      using tab = new TestLiveClient(() => ({ events }));
      const queryKey = getQueryKey(trpc.workspaces.health, input, 'query');
      tab.observe({ path: 'workspaces.health', input, queryKey });
      const { receive } = tab.liveCache.follow(workspaceId);
      receive({ id: 'epoch.0', data: [{ offset: 0, type: 'sync.ready', payload: {} }] });
      await tab.finishCalls();
      for (const each of acts) {
        const before = tab.callsUnderWay;
        if (each === 'event') {
          events += 1;
          receive({
            id: `epoch.${events}`,
            data: [{ offset: events, ...documentCreated(events) }],
          });
          fetchedByEvents += tab.callsUnderWay - before;
        }
        if (each === 'fetch' && before === 0) {
          void tab.queryClient.refetchQueries({ queryKey });
        }
        if (each === 'read' && before > 0) tab.readCall(0);
        if (each === 'finish') await tab.endCall(0, 'finish');
      }
      await tab.finishCalls();
      const state = tab.queryClient.getQueryState<{ events: number }>(queryKey);
      expect(state?.isInvalidated || state?.data?.events === events).toBe(true);
      expect(fetchedByEvents).toBe(0);
    }),
  );
});
