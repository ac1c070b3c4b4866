import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { z } from 'zod';
import { importTableMarkdown } from './importTable.ts';

const architectureFile = 'docs/ARCHITECTURE.md';

const quoted = /`([^`\s]+)`/g;
const link = /\]\(([^)\s]+)\)/g;
const npmScript = /`(?:[A-Z_]+=\S+ )*npm (?:run ([\w:-]+)|(start|test))\b[^`]*`/g;
const topFolders = new Set([
  'src',
  'workers',
  'scripts',
  'bench',
  'e2e',
  'docs',
  'examples',
  '.ci',
]);

const PackageJson = z.object({ scripts: z.record(z.string(), z.string()) });

type Docs = {
  /** Is there such a file or folder, from the project's top? */
  exists: (path: string) => boolean;
  npmScripts: ReadonlySet<string>;
};

/** The documentation may not name what does not exist, and shows the import table that is enforced. */
export function checkDocs(paths: readonly string[]): string[] {
  const { scripts } = PackageJson.parse(JSON.parse(readFileSync('package.json', 'utf8')));
  const docs: Docs = { exists: existsSync, npmScripts: new Set(Object.keys(scripts)) };
  const pages = paths.filter((path) => /^(README|docs\/.*)\.md$/.test(path));
  return [
    ...pages.flatMap((page) => checkPage(page, readFileSync(page, 'utf8'), docs)),
    ...paths
      .filter((path) => /\.(ts|tsx|md)$/.test(path) && !path.endsWith('.test.ts'))
      .flatMap((path) => checkDecisions(path, readFileSync(path, 'utf8'), paths)),
    ...checkRequired('README.md', () => []),
    ...checkRequired('CHANGELOG.md', checkChangelog),
    ...checkRequired(architectureFile, checkImportTable),
  ];
}

/** The paths, links and npm scripts that the page names and the project lacks. */
export function checkPage(page: string, text: string, docs: Docs): string[] {
  const problems: string[] = [];
  const prose = text.replaceAll(/^```.*?^```/gms, '');
  for (const [, token = ''] of prose.matchAll(quoted)) {
    const path = ownPath(token);
    if (path && !docs.exists(path)) problems.push(`${page}: \`${token}\` does not exist.`);
  }
  for (const [, target = ''] of prose.matchAll(link)) {
    const [path = ''] = target.split('#');
    if (path === '' || /^(https?|mailto):/.test(path)) continue;
    if (!docs.exists(normalize(join(dirname(page), path))))
      problems.push(`${page}: the link to ${target} leads nowhere.`);
  }
  for (const [, named, short] of text.matchAll(npmScript)) {
    const script = named ?? short ?? '';
    if (!docs.npmScripts.has(script))
      problems.push(`${page}: package.json has no script "${script}".`);
  }
  return problems;
}

/** The decisions that a file points to, `ADR 0001` or `docs/adr/0001-…`, and that nobody wrote down. */
export function checkDecisions(path: string, text: string, paths: readonly string[]): string[] {
  const named = Array.from(
    text.matchAll(/\b(?:ADR |adr\/)(\d{4})\b/g),
    ([, number = '']) => number,
  );
  return [...new Set(named)].flatMap((number) =>
    paths.some((each) => each.startsWith(`docs/adr/${number}-`))
      ? []
      : [`${path}: there is no decision ${number} in docs/adr.`],
  );
}

/** `src/db/client.ts` of `#db/client.ts`; null for what is no path of ours, or stands for many. */
function ownPath(token: string): string | null {
  if (/[<>*{}…]|^#folder\//.test(token)) return null;
  const path = token.startsWith('#') ? `src/${token.slice(1)}` : token;
  const [top = '', ...rest] = path.split('/');
  return rest.length > 0 && topFolders.has(top) ? path : null;
}

function checkRequired(path: string, check: (text: string) => string[]): string[] {
  return existsSync(path) ? check(readFileSync(path, 'utf8')) : [`${path} is missing.`];
}

/** Keep-a-changelog: what is not released yet stands under its own heading. */
export function checkChangelog(text: string): string[] {
  return /^## \[?Unreleased\]?/m.test(text)
    ? []
    : ['CHANGELOG.md: add a section "## Unreleased" for what the next release brings.'];
}

export function checkImportTable(text: string): string[] {
  return normaliseTable(text).includes(normaliseTable(importTableMarkdown()))
    ? []
    : [
        `${architectureFile}: its import table is not the one that is enforced (scripts/check/importTable.ts). It must be:\n${importTableMarkdown()}`,
      ];
}

/** The same table may be padded for reading. */
function normaliseTable(text: string): string {
  return text.replaceAll(/ *\| */g, '|').replaceAll(/-{3,}/g, '---');
}
