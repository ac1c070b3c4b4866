import { expect, test } from 'vitest';
import type { Document } from '#contract/documents.ts';
import {
  newerThan,
  newestVersions,
  versionsOf,
  withoutSuperseded,
} from '#features/documents/versions.ts';

const document = (
  id: string,
  series_id: string,
  version_number: number,
  status: Document['status'] = 'ingested',
): Document => ({
  id,
  series_id,
  version_number,
  status,
  workspace_id: 'w',
  file_name: 'price.txt',
  folder_path: '',
  source_url: null,
  mime_type: 'text/plain',
  size_bytes: 1,
  sha256: id,
  page_count: 1,
  error_message: null,
  checked_at: null,
  created_by: 'ann',
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:00.000Z',
  version: 1,
});
const ids = (documents: readonly Document[]) => documents.map(({ id }) => id);

// As the server lists them: by id, newest first; `a1` has been restored.
const coming = document('a4', 'a1', 4, 'pending');
const old = document('a2', 'a1', 2);
const restored = document('a1', 'a1', 3);
const failed = [document('b2', 'b1', 2, 'error'), document('b1', 'b1', 1, 'error')];
const documents = [coming, ...failed, old, restored];

test('an older version than the current one is no document of its own', () => {
  expect(ids(withoutSuperseded(documents))).toEqual(['a4', 'b2', 'b1', 'a1']);
  expect(ids(newestVersions(documents))).toEqual(['a1', 'b2']);
});

test('versions stand newest first, by number', () => {
  expect(ids(versionsOf(old, documents))).toEqual(['a4', 'a1', 'a2']);
});

test('newer is only what can be read instead', () => {
  expect(newerThan(old, documents)?.id).toBe('a1');
  expect(newerThan(restored, documents)).toBe(null);
  expect(newerThan(failed[1] ?? old, documents)).toBe(null);
});
