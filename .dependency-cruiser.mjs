import { importTable, pathPattern } from './scripts/check/importTable.ts';

const test = String.raw`\.test(-d)?\.tsx?$`;
const testHelper = String.raw`/(test[A-Z]\w*|\w*Tester)\.ts$`;
const ownCode = '^(src|workers|e2e|bench|server\\.ts)';

/** Tests may reach down and sideways for what they set up, so the table binds what they test. */
const tableRules = importTable.flatMap(({ folders, mayImport, typesOf = [], packages }) =>
  folders.flatMap((folder) => {
    const from = { path: pathPattern(folder), pathNot: [test] };
    const allowed = [folder, ...mayImport].map(pathPattern);
    const typesOnly = typesOf.map(pathPattern);
    const rules = [
      {
        name: `${folder}-imports-down`,
        comment: `${folder} may import ${mayImport.join(', ') || 'nothing of ours'}: imports go down, never up (docs/ARCHITECTURE.md).`,
        severity: 'error',
        from,
        to: { path: ownCode, pathNot: [...allowed, ...typesOnly] },
      },
    ];
    if (typesOnly.length > 0)
      rules.push({
        name: `${folder}-types-only`,
        comment: `${folder} may only \`import type\` from ${typesOf.join(', ')}: nothing of the server runs there.`,
        severity: 'error',
        from,
        to: { path: typesOnly, dependencyTypesNot: ['type-only'] },
      });
    if (packages)
      rules.push({
        name: `${folder}-packages`,
        comment: `${folder} runs anywhere, so of npm it may import only ${packages.join(', ')}.`,
        severity: 'error',
        from,
        to: {
          dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'core'],
          pathNot: packages.map((name) => `node_modules/${name}/`),
        },
      });
    return rules;
  }),
);

export default {
  forbidden: [
    ...tableRules,
    {
      name: 'no-cycles',
      comment: 'Move what both need into a third file, or pass it in.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'The imported file or package does not exist, or package.json does not name it.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'named-in-package-json',
      comment: 'Add the package to package.json: what another package brings along may go with it.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-dev-dependency-in-the-product',
      comment: 'Move the package from devDependencies to dependencies.',
      severity: 'error',
      from: { path: '^(src|workers|server\\.ts)', pathNot: [test, testHelper] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nobody-imports-a-test',
      comment: 'Move what is shared into a file of its own.',
      severity: 'error',
      from: {},
      to: { path: test },
    },
    {
      name: 'database-stays-below',
      comment: 'SQL belongs to db, events, jobs, services and identity: call a service instead.',
      severity: 'error',
      from: {
        path: '^src/(api|http|client|features|app|ui|domain|contract|shared)/',
        pathNot: [test],
      },
      to: { path: 'node_modules/(drizzle-orm|postgres)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(next-env\\.d\\.ts$|(\\.next|\\.data|test-results)/)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'node', 'types', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
    },
    skipAnalysisNotInRules: true,
  },
};
