import { expect, test } from 'vitest';
import { layers, nouns } from './places.ts';
import { checkStructure } from './structure.ts';

/** The smallest tree in which every noun is in every layer. */
const complete = nouns.flatMap((noun) =>
  layers
    .map((layer) => layer(noun))
    .map((path) => (path.endsWith('/') ? `${path}access.ts` : path)),
);

test('a complete tree has no problems', () => {
  expect(
    checkStructure([
      ...complete,
      'src/services/documents/removeDocument.pg.test.ts',
      'src/contract/wire.test.ts',
    ]),
  ).toEqual([]);
});

test.each([
  ['src/shared/utils.ts', /name the file by what it exports/],
  ['src/features/documents/index.tsx', /name the file by what it exports/],
  ['src/lib/thing.ts', /no folder "src\/lib" is planned/],
  ['src/services/documents/doDocument.ts', /rename it/],
  ['src/services/documents/fix.ts', /rename it/],
  ['src/api/routers/document.ts', /rename it/],
  ['src/realtime/event-hub.ts', /rename it/],
  ['src/ui/DialogBox.tsx', /rename it/],
  ['src/settings.ts', /holds env.ts alone/],
  ['workers/mail.ts', /entry points/],
])('%s is refused', (path, why) => {
  expect(checkStructure([...complete, path])).toEqual([expect.stringMatching(why)]);
});

test('a noun that lacks a layer is named', () => {
  const without = complete.filter((path) => path !== 'src/client/cache/jobs.ts');
  expect(checkStructure(without)).toEqual([
    expect.stringContaining('src/client/cache/jobs.ts is missing'),
  ]);
});
