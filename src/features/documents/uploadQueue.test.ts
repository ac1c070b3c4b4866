import { expect, test } from 'vitest';
import {
  countUnderWay,
  findStartable,
  reduceUploads,
  type Upload,
} from '#features/documents/uploadQueue.ts';

const upload = (id: string, state: Upload['state'] = { status: 'waiting' }): Upload => ({
  id,
  file: new File([id], `${id}.txt`),
  state,
});
const ids = (uploads: readonly Upload[]) => uploads.map(({ id }) => id);

test('only so many at once, first come first', () => {
  const uploading = { status: 'uploading', share: 0.5 } as const;
  const uploads = [upload('a', uploading), upload('b'), upload('c'), upload('d')];
  expect(ids(findStartable(uploads, 3))).toEqual(['b', 'c']);
  expect(ids(findStartable(uploads, 1))).toEqual([]);
  expect(countUnderWay(uploads)).toBe(4);
});

test('news of a dismissed upload does not bring it back', () => {
  const added = reduceUploads([], { type: 'added', uploads: [upload('a'), upload('b')] });
  const dismissed = reduceUploads(added, { type: 'dismissed', id: 'a' });
  const changed = reduceUploads(dismissed, { type: 'changed', id: 'a', state: { status: 'done' } });
  expect(ids(changed)).toEqual(['b']);
});

test('clearing keeps what is under way', () => {
  const uploads = [
    upload('a', { status: 'done' }),
    upload('b', { status: 'failed', reason: 'Too large', canRetry: false }),
    upload('c'),
  ];
  expect(ids(reduceUploads(uploads, { type: 'cleared' }))).toEqual(['c']);
});
