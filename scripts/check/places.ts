/**
 * Where a file may be and what it may be called. A new name is a decision: it gets its line in the tables
 * below, with the reason where the architecture's tree does not give it.
 */

/** One noun, one name in every layer. */
export const nouns = ['workspaces', 'documents', 'conversations', 'messages', 'jobs'];

export const layers: readonly ((noun: string) => string)[] = [
  (noun) => `src/contract/${noun}.ts`,
  (noun) => `src/db/schema/${noun}.ts`,
  (noun) => `src/services/${noun}/`,
  (noun) => `src/api/routers/${noun}.ts`,
  (noun) => `src/client/cache/${noun}.ts`,
  (noun) => `src/features/${noun}/`,
];

/** What a noun rightly lacks, with the reason. */
export const missingByDesign: Record<string, string> = {};

/** Nouns that live in some layers only, with the reason. */
const partialNouns: Record<string, string> = {
  activity: 'typing and streamed text, which need not survive: no table',
  auth: 'identity speaks a protocol of its own (Supabase Auth), not procedures',
  files: 'the bytes of documents: no row, no events',
  customers: 'those of live chat: shown by the desk',
  chat: 'the customer’s side of live chat: rows are conversations’ and customers’',
  live: 'the operators’ desk: rows are conversations’',
  presence: 'need not survive: no contract row',
  line: 'a channel of live chat: customers of a LINE Official Account',
  participants: 'who takes part in a conversation: a service of conversations',
  members: 'who is in a workspace: its table is the workspace’s',
  invites: 'how somebody comes into a workspace',
  profiles: 'what tokens say of people: no procedures',
  notifications: 'what people are told: made by other nouns',
  health: 'what the workspace’s work takes and costs: figures, made of other nouns’ rows',
  runs: 'what each piece of work took and used: shown by health alone',
  me: 'the caller: the row belongs to identity',
  search: 'a question, not a thing that is kept',
  settings: 'what the process was started with',
  typing: 'need not survive: no table',
  events: 'the log itself: no service, no feature',
};

/** How a service may begin; one verb is one file. */
const verbs = (
  'get list create rename remove restore fetch refetch recheck reindex retry send stop set search query count upload regenerate update store clean ' +
  'insert parse ingest answer take process settle recover keep work prune share mark add lock find open start update ensure change plan assign hand draft snooze verify read revoke accept leave track sweep notify connect receive enqueue resend rewrite widen measure suggest'
).split(' ');

/** Files of a service's folder that are no verb, with what they are. */
const serviceParts: Record<string, string> = {
  access: 'who may: the only maker of the branded proof',
  audience: 'whose own scopes hear of a workspace',
  eventScope: 'which log a subscriber may read',
  deltaPublisher: 'how the pieces of an answer leave the worker',
  languageModel: 'any server that speaks OpenAI’s chat completions',
  embedder: 'any server that speaks OpenAI’s embeddings',
  slotOf: 'which hour or day of the health page a run is in',
  runMeter: 'what a run has used so far',
  'messages|people|live|line|members|presence|notifications|versions|webPages':
    'the noun’s story, as a test',
  lackingDocuments: 'which documents lack vectors of a model',
  'testEmbeddingServer|testVectors': 'an embedding server of the tests’ own, and vectors',
  'lineApi|lineError': 'LINE’s servers, and how they refuse',
  testLanguageServer: 'a language model’s server of the tests’ own',
  testLineServer: 'a LINE of the tests’ own, which checks what it is sent',
  downloadLinks: 'the signature of a short-lived address',
  jobError: 'how an attempt fails: for good, or for now',
  jobHandler: 'what a worker does with a job, as the loop sees it',
  'participants|mentions|mentionedMembers|titleFrom|notify': 'what several verbs of the noun share',
  '(message|job)Changed': 'an event and whom it concerns',
  testAskAi: 'a question to the AI, for tests',
  onlineOperators: 'who is there to answer customers',
  'answerPlace|takeConversation': 'where an answer goes',
  typingThrottle: 'how often typing is told',
  room: 'where what need not survive is sent',
  '\\w+Events': 'the events of a noun, made from its rows',
  '\\w*[fF]ileStore': 'where bytes are kept: a folder, or Supabase',
};

/** What the entry points of workers/ share. */
const workerParts: Record<string, string> = {
  childProcess: 'one process of the supervisor, started again when it dies',
  instanceLock: 'one supervisor per data folder',
  nextBuild: 'the production build, when it is missing or stale',
  runWorker: 'the claim loop of parse, ingest and answer',
};

const testSuffix = String.raw`(\.pg)?(\.test)?(\.test-d)?`;
const camelCase = new RegExp(`^[a-z][A-Za-z0-9]*${testSuffix}(\\.d)?\\.tsx?$`);
const camelOrPascalCase = new RegExp(`^[A-Za-z][A-Za-z0-9]*${testSuffix}\\.tsx?$`);
const kebabCase = new RegExp(`^[a-z][a-z0-9-]*${testSuffix}\\.tsx?$`);

function oneOf(names: readonly string[]): RegExp {
  return new RegExp(`^(${names.join('|')})${testSuffix}\\.tsx?$`);
}

const anyNoun = [...nouns, ...Object.keys(partialNouns)];
const nounFolder = `(${anyNoun.join('|')})`;

export type Place = {
  /** A pattern for the whole folder. */
  folder: string;
  files: RegExp;
  holds: string;
};

/** The whole tree: a file is right when a row has its folder and its name. */
export const places: readonly Place[] = [
  {
    folder: '',
    files:
      /^(server\.ts|\w+\.config\.(ts|mjs)|tsconfig\.json|package(-lock)?\.json|knip\.json|components\.json|\.[\w.-]+|[A-Z_]+(\.md)?|Dockerfile|compose\.yaml)$/,
    holds: 'server.ts, the settings of tools, and documents in capitals',
  },
  {
    folder: 'workers',
    files: oneOf([
      'supervisor',
      'parse',
      'ingest',
      'answer',
      'database',
      ...Object.keys(workerParts),
    ]),
    holds: 'entry points and what they are started with',
  },
  { folder: 'src', files: oneOf(['env']), holds: 'env.ts alone' },
  {
    folder: 'src/app(/.+)?',
    files:
      /^((page|layout|template|error|global-error|not-found|loading|providers|manifest|robots)\.tsx?|globals\.css|(icon|apple-icon|favicon)\.(svg|ico|png))$/,
    holds: "the names that Next gives a route's files, and providers.tsx",
  },
  {
    folder: `src/features/${nounFolder}`,
    files: camelOrPascalCase,
    holds: 'the React of one noun',
  },
  {
    folder: 'src/ui',
    files: kebabCase,
    holds: "components that know no noun, under shadcn's kebab-case names",
  },
  {
    folder: 'src/locales',
    files: /^(\w+\.json|[a-z][A-Za-z0-9]*(\.test|\.d)?\.ts)$/,
    holds: 'the words of the app in each language, and which one a person gets',
  },
  {
    folder: 'src/embed',
    files: /^embed\.mjs$/,
    holds: 'the script on a company’s page, served as it stands',
  },
  { folder: 'src/client', files: camelCase, holds: 'the typed client' },
  {
    folder: 'src/client/cache',
    files: oneOf([...anyNoun, 'apply']),
    holds: 'apply.ts and <noun>.ts',
  },
  {
    folder: 'src/contract',
    files: oneOf([
      ...anyNoun,
      'citations',
      'errors',
      'events',
      'ocrWords',
      'permissions',
      'primitives',
      'repeatable',
      'textBlocks',
      'wire',
    ]),
    holds: '<noun>.ts and the shared pieces of the wire',
  },
  { folder: 'src/api', files: camelCase, holds: 'what carries the procedures' },
  { folder: 'src/api/routers', files: oneOf(anyNoun), holds: '<noun>.ts' },
  {
    folder: 'src/services',
    files: oneOf([
      'context',
      'createServiceContext',
      'errors',
      'transaction',
      'testContext',
      'testVictim',
    ]),
    holds: 'what all services share',
  },
  {
    folder: `src/services/${nounFolder}`,
    files: oneOf([`(${verbs.join('|')})[A-Z]\\w*`, ...Object.keys(serviceParts)]),
    holds: '<verb><Noun>.ts, access.ts and <noun>Events.ts',
  },
  {
    folder: 'src/db',
    files: camelCase,
    holds: 'the pool, migrations and test databases',
  },
  {
    folder: 'src/db/schema',
    files: oneOf([...anyNoun, 'chunks', 'columns', 'identity', 'secrets']),
    holds: '<noun>.ts',
  },
  {
    folder: 'src/db/migrations(/meta)?',
    files: /^(\d{4}_\w+\.(sql|json)|_journal\.json)$/,
    holds: "drizzle-kit's files",
  },
  ...['events', 'jobs', 'realtime', 'domain/[a-z]+', 'identity', 'http', 'shared'].map(
    (folder) => ({
      folder: `src/${folder}`,
      files: camelCase,
      holds: 'camelCase.ts files named by what they export',
    }),
  ),
  {
    folder: 'scripts(/(check|eval|lint))?',
    files: camelCase,
    holds: 'camelCase.ts files named by what they export',
  },
  { folder: 'bench', files: camelCase, holds: 'run.ts and one file per benchmark' },
  {
    folder: 'bench/peers',
    files: camelCase,
    holds: 'the systems beside which ours is measured, and their subscribers',
  },
  { folder: 'e2e', files: camelCase, holds: '<story>.test.ts and their fixtures' },
  { folder: 'e2e/chaos', files: camelCase, holds: 'two API processes, a bad network, and faults' },
  {
    folder: 'src/services/documents/parsing',
    files: camelCase,
    holds: 'the child process that parses',
  },
  {
    folder: 'e2e/fixtures(/source|/corpus(/real)?)?',
    files: /./,
    holds: 'files that the tests upload',
  },
  { folder: 'examples', files: camelCase, holds: 'programs that a developer can run' },
  {
    folder: 'docs(/images)?',
    files: /^[\w-]+\.(md|png|svg)$/,
    holds: 'documents and their pictures',
  },
  { folder: 'docs/adr', files: /^\d{4}-[a-z0-9-]+\.md$/, holds: '0001-the-decision.md' },
  { folder: 'public', files: /./, holds: 'files that are served as they are' },
  { folder: '\\.ci', files: /^run$/, holds: 'run' },
];
