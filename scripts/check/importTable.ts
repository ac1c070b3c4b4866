/** Who may import what: `.dependency-cruiser.mjs` enforces it and docs/ARCHITECTURE.md shows it. */
export type ImportRow = {
  /** Folders of `src/`, or of the top where there is one of that name; each may always import itself. */
  folders: readonly string[];
  mayImport: readonly string[];
  /** Single files of which the types may be imported, and nothing that runs. */
  typesOf?: readonly string[];
  /** npm packages that may be imported; without it, any of package.json. */
  packages?: readonly string[];
};

export const importTable: readonly ImportRow[] = [
  { folders: ['shared'], mayImport: [] },
  { folders: ['contract'], mayImport: ['shared'], packages: ['zod'] },
  { folders: ['domain', 'db'], mayImport: ['contract', 'shared'] },
  { folders: ['events'], mayImport: ['db', 'contract', 'shared'] },
  { folders: ['jobs'], mayImport: ['events', 'db', 'contract', 'shared'] },
  {
    folders: ['services'],
    mayImport: ['jobs', 'events', 'db', 'domain', 'contract', 'shared'],
  },
  { folders: ['identity'], mayImport: ['db', 'contract', 'shared'] },
  { folders: ['realtime'], mayImport: ['events', 'contract', 'shared'] },
  { folders: ['api'], mayImport: ['services', 'realtime', 'contract', 'shared'] },
  { folders: ['http'], mayImport: ['services', 'identity', 'contract', 'shared'] },
  { folders: ['client'], mayImport: ['contract', 'shared'], typesOf: ['api/root.ts'] },
  { folders: ['locales'], mayImport: [] },
  { folders: ['ui'], mayImport: ['shared'] },
  { folders: ['features'], mayImport: ['client', 'ui', 'locales', 'contract', 'shared'] },
  {
    folders: ['app'],
    mayImport: ['features', 'client', 'ui', 'locales', 'contract', 'shared', 'env.ts'],
  },
  {
    folders: ['server.ts'],
    mayImport: [
      'http',
      'api',
      'identity',
      'realtime',
      'services',
      'events',
      'db',
      'shared',
      'env.ts',
    ],
  },
  { folders: ['workers'], mayImport: ['services', 'jobs', 'db', 'shared', 'env.ts'] },
  { folders: ['e2e', 'examples'], mayImport: ['client', 'contract', 'shared'] },
  // A benchmark writes as a worker does, starts a database, and has the API process beside its peers.
  {
    folders: ['bench'],
    mayImport: [
      'e2e',
      'client',
      'api',
      'identity',
      'realtime',
      'services',
      'events',
      'db',
      'contract',
      'shared',
      'env.ts',
    ],
  },
];

const topFolders = new Set(['server.ts', 'workers', 'e2e', 'bench', 'examples']);

/** The pattern of a row's entry as dependency-cruiser sees paths: `db` → `^src/db/`, `env.ts` → `^src/env\.ts$`. */
export function pathPattern(entry: string): string {
  const path = topFolders.has(entry) ? entry : `src/${entry}`;
  return entry.includes('.') ? `^${path.replaceAll('.', String.raw`\.`)}$` : `^${path}/`;
}

/** The table as docs/ARCHITECTURE.md shows it. */
export function importTableMarkdown(): string {
  const rows = importTable.map(({ folders, mayImport, typesOf = [] }) => {
    const types = typesOf.map((file) => `\`import type\` of \`${file}\``);
    return `| ${folders.join(', ')} | ${[...mayImport, ...types].join(', ') || '–'} |`;
  });
  return ['| folder | may import |', '|---|---|', ...rows].join('\n');
}
