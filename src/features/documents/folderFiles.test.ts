import { expect, test } from 'vitest';
import { folderFile, isHidden } from '#features/documents/folderFiles.ts';

/** As file-selector gives them. */
const dropped = (relativePath: string) =>
  Object.assign(new File(['x'], relativePath.split('/').at(-1) ?? ''), { relativePath });

test.each([
  ['./price.txt', ''],
  ['/shop/price.txt', 'shop'],
  ['/shop/2024/May/price.txt', 'shop/2024/May'],
])('%s is in %j', (path, folder) => {
  expect(folderFile(dropped(path)).folderPath).toBe(folder);
});

test('a folder that was chosen tells the same in its own way', () => {
  const file = Object.defineProperty(new File(['x'], 'price.txt'), 'webkitRelativePath', {
    value: 'shop/2024/price.txt',
  });
  expect(folderFile(file).folderPath).toBe('shop/2024');
});

test.each([
  '/shop/.DS_Store',
  './.DS_Store',
  './Thumbs.db',
  '/shop/THUMBS.DB',
  './desktop.ini',
  './~$report.docx',
  '/shop/~$report.docx',
  './._price.txt',
  '/shop/.git/config',
  '/shop/.env',
  '/shop/__MACOSX/price.txt',
  '/.cache/price.txt',
])('%s is left out', (path) => {
  expect(isHidden(folderFile(dropped(path)))).toBe(true);
});

test.each(['./price.txt', './.env', '/shop/price.v2.txt', '/shop/2024/~draft.txt'])(
  '%s is meant',
  (path) => {
    expect(isHidden(folderFile(dropped(path)))).toBe(false);
  },
);
