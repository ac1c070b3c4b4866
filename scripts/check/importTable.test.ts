import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { runCommand } from '../command.ts';
import { importTableMarkdown, pathPattern } from './importTable.ts';

test('an entry of the table is a folder of src, a folder of the top, or a file', () => {
  expect(pathPattern('db')).toBe('^src/db/');
  expect(pathPattern('workers')).toBe('^workers/');
  expect(pathPattern('server.ts')).toBe(String.raw`^server\.ts$`);
  expect(pathPattern('api/root.ts')).toBe(String.raw`^src/api/root\.ts$`);
});

test('the table is shown with one row per rule', () => {
  expect(importTableMarkdown()).toContain(
    '| client | contract, shared, `import type` of `api/root.ts` |',
  );
});

const Report = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

/** The rules that dependency-cruiser, with the project's own configuration, finds broken in a tree of these files. */
async function violationsIn(files: Record<string, string>): Promise<string[]> {
  const root = await mkdtemp(join(tmpdir(), 'parley-imports-'));
  try {
    const everything = { 'package.json': '{"type":"module"}', 'tsconfig.json': '{}', ...files };
    for (const [path, text] of Object.entries(everything)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
    const config = resolve('.dependency-cruiser.mjs');
    const script = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const { output } = await runCommand(
      'node',
      [script, '--config', config, '--output-type', 'json', '.'],
      { cwd: root },
    );
    const { summary } = Report.parse(JSON.parse(output));
    return summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`).toSorted();
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

test('imports go down, never up, and never round', async () => {
  const violations = await violationsIn({
    'src/shared/clock.ts': 'export const now = 1;',
    'src/shared/upward.ts': "import { rows } from '../db/rows.ts';\nexport const all = rows;",
    'src/db/rows.ts': "import { now } from '../shared/clock.ts';\nexport const rows = [now];",
    'src/db/left.ts':
      "import { right } from './right.ts';\nexport const left = (): number => right();",
    'src/db/right.ts':
      "import { left } from './left.ts';\nexport const right = (): number => left();",
    'src/api/root.ts': 'export const root = 1;\nexport type Root = typeof root;',
    'src/client/types.ts': "import type { Root } from '../api/root.ts';\nexport type Mine = Root;",
    'src/client/values.ts': "import { root } from '../api/root.ts';\nexport const mine = root;",
    'src/contract/files.ts':
      "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;",
    'src/shared/clock.test.ts':
      "import { rows } from '../db/rows.ts';\nexport const tested = rows;",
  });
  expect(violations).toEqual([
    'src/client/values.ts: client-types-only',
    'src/contract/files.ts: contract-packages',
    'src/db/left.ts: no-cycles',
    'src/shared/upward.ts: shared-imports-down',
  ]);
});
