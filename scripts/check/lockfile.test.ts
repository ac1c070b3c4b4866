import { expect, test } from 'vitest';
import { completeLockfile, findMissingPlatforms } from './lockfile.ts';

const before = {
  name: 'parley',
  lockfileVersion: 3,
  packages: {
    '': { name: 'parley', dependencies: { tool: '^1.0.0' } },
    'node_modules/@tool/linux-x64-gnu': { version: '1.0.0', optional: true },
    'node_modules/other/node_modules/fsevents': { version: '2.3.3', optional: true },
    'node_modules/tool': {
      version: '1.0.0',
      dev: true,
      optionalDependencies: {
        '@tool/darwin-arm64': '1.0.0',
        '@tool/linux-x64-gnu': '1.0.0',
        '@tool/linux-x64-musl': '1.0.0',
        fsevents: '2.3.3',
      },
    },
  },
};
const lock = JSON.stringify(before);

test('the platforms that the lock lacks are named', () => {
  expect(findMissingPlatforms(lock)).toEqual([
    '@tool/darwin-arm64@1.0.0',
    '@tool/linux-x64-musl@1.0.0',
  ]);
});

test('they are added in their place, for their platform, and nothing else changes', () => {
  const completed = completeLockfile(lock);
  expect(findMissingPlatforms(completed)).toEqual([]);
  expect(JSON.parse(completed)).toEqual({
    ...before,
    packages: {
      ...before.packages,
      'node_modules/@tool/darwin-arm64': {
        version: '1.0.0',
        cpu: ['arm64'],
        os: ['darwin'],
        optional: true,
      },
      'node_modules/@tool/linux-x64-musl': {
        version: '1.0.0',
        cpu: ['x64'],
        libc: ['musl'],
        os: ['linux'],
        optional: true,
      },
    },
  });
  expect(completed.indexOf('darwin-arm64"')).toBeLessThan(completed.indexOf('linux-x64-gnu"'));
});

test('a complete lock file is written back as it was', () => {
  const complete = completeLockfile(lock);
  expect(completeLockfile(complete)).toBe(complete);
});
