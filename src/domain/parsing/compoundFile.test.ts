import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rootStreams } from '#domain/parsing/compoundFile.ts';
import { isLockedCompound } from '#domain/parsing/detectCompoundType.ts';
import { detectFileType } from '#domain/parsing/detectFileType.ts';

const fixture = async (name: string) =>
  new Uint8Array(await readFile(new URL(`../../../e2e/fixtures/corpus/${name}`, import.meta.url)));

test.each([
  ['handbook.doc', 'application/msword', false],
  ['real/locked.doc', 'application/msword', true],
  ['real/word6.doc', null, false],
  ['staff.xls', 'application/vnd.ms-excel', false],
  ['real/notes.ppt', 'application/vnd.ms-powerpoint', false],
])('%s is %s, whatever its name', async (name, type, isLocked) => {
  const bytes = await fixture(name);
  expect(await detectFileType(bytes, 'a.txt')).toBe(type);
  expect(isLockedCompound(bytes)).toBe(isLocked);
});

test('large and small streams are told', async () => {
  const streams = rootStreams(await fixture('handbook.doc'));
  expect([...streams.keys()]).toEqual(expect.arrayContaining(['WordDocument', '1Table']));
  const small = rootStreams(await fixture('real/japanese.doc')).get('\u0001CompObj');
  expect(small?.subarray(4, 8).toString('hex')).toBe('030a0000');
});

test('a damaged file is told in time, and never throws: an upload only asks what it is', async () => {
  const whole = await fixture('real/locked.doc');
  const place = fc.integer({ min: 8, max: whole.length - 1 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.oneof(fc.integer({ min: 8, max: 600 }), place), fc.nat(255))),
      place,
      async (changes, end) => {
        const bytes = whole.slice(0, end);
        for (const [at, value] of changes) if (at < end) bytes[at] = value;
        expect([null, 'application/msword']).toContain(await detectFileType(bytes, 'a.doc'));
      },
    ),
    { numRuns: 300 },
  );
});
