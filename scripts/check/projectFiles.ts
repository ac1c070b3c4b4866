import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** All files of the project as `folder/file.ts`, sorted; what .gitignore names is left out. It needs no git. */
export function listProjectFiles(root: string): string[] {
  const isIgnored = readIgnoredNames(readFileSync(join(root, '.gitignore'), 'utf8'));
  const found: string[] = [];
  const walk = (folder: string) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.name === '.git' || isIgnored(entry.name)) continue;
      if (entry.isDirectory()) walk(path);
      else found.push(path);
    }
  };
  walk('');
  return found.toSorted();
}

/** Understands what this project's .gitignore uses: names, with `/` at the end or `*` at the start. */
function readIgnoredNames(gitignore: string): (name: string) => boolean {
  const lines = gitignore.split('\n').map((line) => line.trim().replace(/\/$/, ''));
  const patterns = lines.filter((line) => line !== '' && !line.startsWith('#'));
  const names = new Set(patterns.filter((pattern) => !pattern.startsWith('*')));
  const endings = patterns
    .filter((pattern) => pattern.startsWith('*'))
    .map((each) => each.slice(1));
  return (name) => names.has(name) || endings.some((ending) => name.endsWith(ending));
}
