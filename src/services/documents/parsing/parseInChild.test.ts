import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseInChild } from '#services/documents/parsing/parseInChild.ts';

const fixture = (name: string) =>
  fileURLToPath(new URL(`../../../../e2e/fixtures/${name}`, import.meta.url));
const limits = {
  owner: 'a workspace',
  memoryLimitMb: 1_024,
  timeLimitMs: 30_000,
  timePerScanMs: 0,
};
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-parse-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A child that is ready and then does what a hostile file would make it do. */
async function hostileChild(code: string): Promise<string> {
  const path = join(folder, `${Math.random()}.mjs`);
  await writeFile(path, `process.send({ type: 'ready' }, () => { ${code} });`);
  return path;
}
const run = async (code: string, options = {}) =>
  parseInChild({
    filePath: 'x',
    fileName: 'x',
    ...limits,
    childPath: await hostileChild(code),
    ...options,
  });

test('a file comes back parsed, with progress', async () => {
  const progress: number[] = [];
  const { pages, thumbnail } = await parseInChild({
    ...limits,
    filePath: fixture('handbook.pdf'),
    fileName: 'handbook.pdf',
    onProgress: (done, total) => progress.push(done / total),
  });
  expect(pages).toHaveLength(6);
  expect(progress.at(-1)).toBe(1);
  expect(Buffer.from(thumbnail ?? []).toString('latin1', 8, 12)).toBe('WEBP');
});

const onePage = "process.send({ type: 'pages', pages: [{ page: 1, text: 'x', blocks: [] }] });";

test.each([
  ['dies', "process.send({ type: 'parsed' }, () => process.exit(1));"],
  ['says no more', "process.send({ type: 'parsed' }); setTimeout(() => {}, 60_000);", 3_000],
])(
  'a child that %s over the thumbnail has its pages kept',
  async (_what, code, timeLimitMs = 30_000) => {
    const file = await run(`${onePage} ${code}`, { timeLimitMs });
    expect(file).toEqual({
      pages: [{ page: 1, text: 'x', blocks: [] }],
      title: null,
      thumbnail: null,
    });
  },
);

test('a failure of the file crosses over with its code', async () => {
  const parsing = parseInChild({
    ...limits,
    filePath: fixture('encrypted.pdf'),
    fileName: 'encrypted.pdf',
  });
  await expect(parsing).rejects.toMatchObject({ name: 'ParseFailure', code: 'encrypted' });
});

/** A child that tells its process's id as the text of a page, for each file that it is asked for. */
async function namedChild(): Promise<(owner: string) => Promise<string | undefined>> {
  const path = join(folder, 'named.mjs');
  await writeFile(
    path,
    `process.on('message', () => {
      process.send({ type: 'pages', pages: [{ page: 1, text: String(process.pid), blocks: [] }] });
      process.send({ type: 'done' });
    });
    process.on('disconnect', () => process.exit());
    process.send({ type: 'ready' });`,
  );
  return async (owner) => {
    const options = { ...limits, filePath: 'x', fileName: 'x', childPath: path, owner };
    return (await parseInChild(options)).pages[0]?.text;
  };
}

test('the files of one workspace share a process, those of two do not', async () => {
  const processOf = await namedChild();
  const first = await processOf('Acme');
  expect(await processOf('Acme')).toBe(first);
  const other = await processOf('Globex');
  expect(other).not.toBe(first);
  expect(await Promise.all([processOf('Acme'), processOf('Globex')])).toEqual([first, other]);
});

test('a process that a person ends while it waits is replaced', async () => {
  const processOf = await namedChild();
  const first = Number(await processOf('Initech'));
  process.kill(first, 'SIGKILL');
  await expect.poll(() => processOf('Initech').catch(() => String(first))).not.toBe(String(first));
});

test('a child that takes too long is killed', async () => {
  await expect(run('while (true);', { timeLimitMs: 300 })).rejects.toMatchObject({
    code: 'timed_out',
  });
});

test('a child that takes too much memory outside of its heap is killed', async () => {
  const code = `globalThis.hoard = []; setInterval(() => hoard.push(Buffer.alloc(20e6, 1)), 5);`;
  await expect(run(code, { memoryLimitMb: 200 })).rejects.toMatchObject({ code: 'too_large' });
});

test('a child that fills its heap is the file’s fault, for good', async () => {
  const code = `globalThis.hoard = []; while (true) hoard.push({ n: Math.random() });`;
  await expect(run(code, { memoryLimitMb: 60 })).rejects.toMatchObject({ code: 'too_large' });
});

test('a child that crashes is the file’s fault, for good', async () => {
  await expect(run('process.abort();')).rejects.toMatchObject({ name: 'ParseFailure' });
});

test('a child that cannot start is not the file’s fault', async () => {
  const parsing = parseInChild({
    filePath: 'x',
    fileName: 'x',
    ...limits,
    childPath: '/nowhere.mjs',
  });
  await expect(parsing).rejects.not.toMatchObject({ name: 'ParseFailure' });
});

test('a file that cannot be opened is not the file’s fault', async () => {
  const parsing = parseInChild({ filePath: '/nowhere', fileName: 'x.txt', ...limits });
  await expect(parsing).rejects.toThrow('ENOENT');
});

test('a parsing that is called off ends at once', async () => {
  const calledOff = new AbortController();
  const parsing = run('setInterval(() => {}, 1000);', { signal: calledOff.signal });
  calledOff.abort();
  await expect(parsing).rejects.toThrow('called off');
});

test('a file whose pages are pictures is given more time, for each of them', async () => {
  const code = `process.send({ type: 'scans', total: 1 });
    setTimeout(() => process.send({ type: 'done' }), 1_000);`;
  const options = { timeLimitMs: 500, timePerScanMs: 60_000 };
  await expect(run(code, options)).resolves.toMatchObject({ pages: [] });
});

test('the pages of a scan are told one by one, and their reading can be called off', async () => {
  const calledOff = new AbortController();
  const progress: string[] = [];
  const parsing = parseInChild({
    ...limits,
    filePath: fixture('corpus/mixed-scan.pdf'),
    fileName: 'mixed-scan.pdf',
    signal: calledOff.signal,
    timePerScanMs: 60_000,
    onProgress: (done, total) => {
      progress.push(`${done}/${total}`);
      if (done === 2) calledOff.abort();
    },
  });
  await expect(parsing).rejects.toThrow('called off');
  expect(progress).toEqual(['1/4', '2/4']);
});
