import { statSync } from 'node:fs';
import { join } from 'node:path';
import { listProjectFiles } from './check/projectFiles.ts';

const buildInputs =
  /^(src\/(app|features|ui|client|contract|shared|api)\/|public\/|(next|postcss)\.config\.|package(-lock)?\.json$)/;

/** True without a production build, and when what it is made of has changed since. */
export function isBuildStale(root: string): boolean {
  const builtAt = modifiedAt(join(root, '.next/BUILD_ID'));
  if (builtAt === null) return true;
  return listProjectFiles(root)
    .filter((path) => buildInputs.test(path) && !path.includes('.test.'))
    .some((path) => (modifiedAt(join(root, path)) ?? 0) > builtAt);
}

function modifiedAt(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null;
}
