import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestLiveClient } from '#client/testLiveClient.ts';
import { testQueries } from '#client/testQueries.ts';
import { aDocument, testId, workspaceId } from '#client/testRows.ts';
import type { Document } from '#contract/documents.ts';
import type { NewEvent } from '#contract/events.ts';

const input = { workspace_id: workspaceId };
const documents = testQueries.documents(input);
const numbers = (...list: number[]) => list.map((n) => aDocument(n));

let truth: Document[];
let tab: TestLiveClient;
beforeEach(() => {
  truth = numbers(60, 50, 40, 30, 20, 10);
  tab = new TestLiveClient(
    (_path, { before, limit }) => truth.filter(({ id }) => !before || id < before).slice(0, limit),
    { documentPages: { first: 1, further: 2 } },
  );
});
afterEach(() => tab[Symbol.dispose]());

const shown = () => tab.queryClient.getQueryData(documents.queryKey);
const bringPage = () => tab.endCall(0, 'finish');
function bring(...events: NewEvent[]) {
  const { receive } = tab.liveCache.follow(workspaceId);
  receive({ id: 'epoch.1', data: events.map((event, at) => ({ offset: at + 1, ...event })) });
}

test('what has come is shown while the rest is on its way', async () => {
  tab.observe(documents);
  await bringPage();
  expect(shown()).toEqual(numbers(60));
  await bringPage();
  expect(shown()).toEqual(numbers(60, 50, 40));
  await tab.finishCalls();
  expect(shown()).toEqual(truth);
});

test('what happens between two pages is neither lost nor undone by what comes after', async () => {
  tab.observe(documents);
  await bringPage();
  tab.readCall(0);
  truth = numbers(70, 60, 40, 30, 20, 10);
  bring(
    { type: 'document.created', payload: { ...input, document: aDocument(70) } },
    { type: 'document.deleted', payload: { ...input, document_id: testId(50) } },
  );
  expect(shown()).toEqual(numbers(70, 60));
  await bringPage();
  expect(shown()).toEqual(numbers(70, 60, 40));
  await tab.finishCalls();
  expect(shown()).toEqual(truth);
});

test('the second time the list stays whole until all of it is there', async () => {
  tab.observe(documents);
  await tab.finishCalls();
  const before = truth;
  truth = numbers(60, 10);
  void tab.queryClient.invalidateQueries({ queryKey: documents.queryKey });
  await bringPage();
  expect(shown()).toEqual(before);
  await tab.finishCalls();
  expect(shown()).toEqual(truth);
});
