import { expect, test } from 'vitest';
import { reduceJobList } from '#client/cache/jobs.ts';
import { aJob, jobUpdated, testId, workspaceId } from '#client/testRows.ts';

const all = { workspace_id: workspaceId };
const ofDocument = { ...all, document_id: testId(5) };
const parse = aJob(10, { document_id: testId(5), version: 2 });
const answer = aJob(20, { job_type: 'answer', conversation_id: testId(6), message_id: testId(7) });
const list = [answer, parse];

test('a job that is not known is added, newest first, where it belongs', () => {
  const other = aJob(15, { document_id: testId(8) });
  const after = reduceJobList(list, jobUpdated(other), all);
  expect(after).toEqual([answer, other, parse]);
  expect(reduceJobList([parse], jobUpdated(other), ofDocument)).toEqual([parse]);
  expect(reduceJobList(list, jobUpdated(other), { workspace_id: testId(99) })).toBe(list);
});

test('a known job is replaced by a newer version only', () => {
  const running = { ...parse, status: 'running', progress: 0.5, version: 3 } as const;
  expect(reduceJobList(list, jobUpdated(running), all)).toEqual([answer, running]);
  expect(reduceJobList(list, jobUpdated({ ...running, version: 2 }), ofDocument)).toBe(list);
});

test('jobs go with their document or conversation', () => {
  expect(
    reduceJobList(list, { type: 'document.deleted', payload: { document_id: testId(5) } }, all),
  ).toEqual([answer]);
  expect(
    reduceJobList(
      list,
      { type: 'conversation.deleted', payload: { conversation_id: testId(6) } },
      all,
    ),
  ).toEqual([parse]);
});

test('of open jobs one is kept until it has ended', () => {
  const open = { ...all, open: true };
  const ended = { ...parse, status: 'success', version: 3 } as const;
  expect(reduceJobList(list, jobUpdated(ended), open)).toEqual([answer]);
  expect(reduceJobList([], jobUpdated({ ...parse, status: 'running' }), open)).toHaveLength(1);
});
