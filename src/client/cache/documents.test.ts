import { expect, test } from 'vitest';
import { reduceDocument, reduceDocumentList } from '#client/cache/documents.ts';
import {
  aDocument,
  aJob,
  documentUpdated,
  jobUpdated,
  testId,
  workspaceId,
} from '#client/testRows.ts';

const input = { workspace_id: workspaceId };
const list = [aDocument(20, { version: 2 }), aDocument(10)];
const statusUpdated = (n: number, version: number) =>
  documentUpdated(
    aDocument(n, {
      status: 'parsed',
      page_count: 7,
      updated_at: '2026-01-02T00:00:00.000Z',
      version,
    }),
  );

test('a created document comes first, once, and only to its own workspace', () => {
  const document = aDocument(30);
  const change = { type: 'document.created', payload: { ...input, document } } as const;
  const after = reduceDocumentList(list, change, input);
  expect(after).toEqual([document, ...list]);
  expect(reduceDocumentList(after, change, input)).toBe(after);
  expect(reduceDocumentList(list, change, { workspace_id: testId(99) })).toBe(list);
});

test('a status changes what it names and nothing else, if it is newer', () => {
  const after = reduceDocumentList(list, statusUpdated(20, 3), input);
  expect(after[0]).toEqual({
    ...list[0],
    status: 'parsed',
    page_count: 7,
    updated_at: '2026-01-02T00:00:00.000Z',
    version: 3,
  });
  expect(after[1]).toBe(list[1]);
  expect(reduceDocumentList(list, statusUpdated(20, 2), input)).toBe(list);
  expect(reduceDocumentList(list, statusUpdated(40, 9), input)).toBe(list);
});

test('a version that is restored gets its new number', () => {
  const versions = [aDocument(20, { series_id: testId(10), version_number: 2 }), aDocument(10)];
  const change = documentUpdated(aDocument(10, { version_number: 3, version: 2 }));
  const after = reduceDocumentList(versions, change, input);
  expect(after.map(({ version_number }) => version_number)).toEqual([2, 3]);
});

test('a deleted document is gone', () => {
  const change = {
    type: 'document.deleted',
    payload: { ...input, document_id: testId(20) },
  } as const;
  expect(reduceDocumentList(list, change, input)).toEqual([list[1]]);
});

test('one document follows its status and its own jobs', () => {
  const document = { ...aDocument(10), jobs: [aJob(11, { document_id: testId(10) })] };
  const ingest = aJob(12, { document_id: testId(10), job_type: 'ingest' });
  expect(reduceDocument(document, jobUpdated(ingest)).jobs).toEqual([ingest, document.jobs[0]]);
  expect(reduceDocument(document, jobUpdated(aJob(13, { document_id: testId(20) })))).toBe(
    document,
  );
  expect(reduceDocument(document, statusUpdated(10, 2))).toMatchObject({
    status: 'parsed',
    jobs: document.jobs,
  });
  expect(reduceDocument(document, statusUpdated(20, 9))).toBe(document);
});
