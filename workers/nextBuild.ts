import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { glob, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** What the production build is made from. */
const sources = [
  'src/**/*.{ts,tsx,css}',
  'public/**/*.*',
  'next.config.mjs',
  'postcss.config.mjs',
  'package.json',
  'package-lock.json',
];
const stampFile = '.next/parley-sources';

/**
 * Makes Next's production build when there is none or when it was made from other sources.
 * @throws when the build fails; its output has been shown
 */
export async function buildWhenStale(root: string, onBuild: () => void): Promise<void> {
  const stamp = await hashSources(root);
  const built = await readFile(join(root, stampFile), 'utf8').catch(() => '');
  if (built === stamp) return;
  onBuild();
  const next = createRequire(import.meta.url).resolve('next/dist/bin/next');
  const build = spawn(process.execPath, [next, 'build'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const exit: unknown[] = await once(build, 'exit');
  if (exit[0] !== 0) throw new Error('The production build failed.');
  await writeFile(join(root, stampFile), stamp);
}

async function hashSources(root: string): Promise<string> {
  const paths: string[] = [];
  for await (const path of glob(sources, { cwd: root }))
    if (!path.includes('.test.')) paths.push(path);
  const hash = createHash('sha256');
  for (const path of paths.toSorted()) {
    hash.update(`${path}\0`);
    hash.update(await readFile(join(root, path)));
  }
  return hash.digest('hex');
}
