import { readFileSync } from 'node:fs';
import { findMissingPlatforms } from './lockfile.ts';

const binary = /\.(png|jpe?g|gif|webp|ico|pdf|docx|woff2?|zip|gz)$/;

/** An absolute path that only exists on the machine of whoever wrote it. */
const machinePath =
  /(?:^|[\s'"`(=:])(?:\/(?:hom[e]|User[s])\/\w+|\/(?:roo[t]|wor[k])\/)|[A-Z]:\\\\?Users\\/m;

/** What must not be in any file of the repository: paths of a machine, a registry's address. */
export function checkRepository(paths: readonly string[]): string[] {
  return paths
    .filter((path) => !binary.test(path))
    .flatMap((path) => checkText(path, readFileSync(path, 'utf8')));
}

/** The problems of one file; `path` decides which apply. */
export function checkText(path: string, text: string): string[] {
  const problems: string[] = [];
  const found = machinePath.exec(text);
  if (found) {
    const line = text.slice(0, found.index + 1).split('\n').length;
    problems.push(
      `${path}:${line}: "${found[0].trim()}" is a path of one machine; make it relative.`,
    );
  }
  if (path === 'package-lock.json' && text.includes('"resolved": "http'))
    problems.push(
      `${path}: names a registry; keep omit-lockfile-registry-resolved=true in .npmrc and run npm install again.`,
    );
  const missing = path === 'package-lock.json' ? findMissingPlatforms(text) : [];
  if (missing.length > 0)
    problems.push(
      `${path}: lacks ${missing.join(', ')}, so \`npm ci\` fails; run \`npx node scripts/completeLockfile.ts\`.`,
    );
  return problems;
}
