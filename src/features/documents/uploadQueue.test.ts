import { expect, test } from 'vitest';
import {
  countBy,
  countRetryable,
  countUnderWay,
  findListed,
  findStartable,
  reduceUploads,
  shareDone,
  type Upload,
} from '#features/documents/uploadQueue.ts';

const upload = (id: string, state: Upload['state'] = { status: 'waiting' }): Upload => ({
  id,
  file: new File([id], `${id}.txt`),
  folderPath: '',
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

test('all that failed and could be taken waits again', () => {
  const uploads = [
    upload('a', { status: 'failed', reason: 'Too large', canRetry: false }),
    upload('b', { status: 'failed', reason: 'Away', canRetry: true }),
    upload('c', { status: 'done' }),
  ];
  expect(countRetryable(uploads)).toBe(1);
  const retried = reduceUploads(uploads, { type: 'retried' });
  expect(retried.map(({ state }) => state.status)).toEqual(['failed', 'waiting', 'done']);
});

test('of many files those are listed of which there is something to say', () => {
  const done = Array.from({ length: 7 }, (_, nth) => upload(`d${nth}`, { status: 'done' }));
  const few = [...done, upload('w')];
  expect(findListed(few)).toBe(few);
  const failed = upload('f', { status: 'failed', reason: 'Away', canRetry: true });
  const uploading = upload('u', { status: 'uploading', share: 0.5 });
  expect(ids(findListed([...few, failed, uploading]))).toEqual(['f', 'u']);
  expect(shareDone([...few, failed, uploading])).toBeCloseTo(0.85);
});

test('of many files those that are there already are counted, of few each is named', () => {
  const duplicate = { status: 'duplicate', fileName: 'x.txt' } as const;
  const twice = Array.from({ length: 9 }, (_, nth) => upload(`d${nth}`, duplicate));
  expect(findListed(twice)).toEqual([]);
  expect(countBy(twice, 'duplicate')).toBe(9);
  expect(findListed(twice.slice(1))).toHaveLength(8);
});

test('stopping drops what is under way and keeps what has ended', () => {
  const uploads = [
    upload('a', { status: 'done' }),
    upload('b', { status: 'uploading', share: 0.5 }),
    upload('c'),
    upload('d', { status: 'failed', reason: 'Away', canRetry: true }),
  ];
  expect(ids(reduceUploads(uploads, { type: 'stopped' }))).toEqual(['a', 'd']);
});
