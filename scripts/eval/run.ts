import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import getPort from 'get-port';
import { type Database, openDatabase } from '#db/client.ts';
import { startEmbeddedPostgres } from '#db/embeddedPostgres.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { readEnv } from '#env.ts';
import { createEmbedder } from '#services/search/embedder.ts';
import { type AnswerScore, scoreAnswers } from './answers.ts';
import { type Arm, bm25Arm, productArms } from './arms.ts';
import { type Collection, withoutAccents } from './collections.ts';
import { collectionsOrExit } from './collectionsOrExit.ts';
import { hitsOf, meanOf, measure, type Measures } from './metrics.ts';
import { floorOf, leastSilence, type WorkspaceKind } from './floors.ts';
import { fillReports, fillWorkspace, placeOf } from './workspace.ts';

/** What one way to search reached on one collection: in a workspace of its own, with all the others, or as reports. */
type Score = Measures & {
  collection: string;
  workspace: WorkspaceKind;
  arm: string;
  p50_ms: number;
  p95_ms: number;
  /** The least that nDCG@10 may be; null where nothing was set. */
  floor: number | null;
};

/**
 * `npm run eval [-- --dir FOLDER] [--json FILE]`: the product's own retrieval over test collections, beside BM25
 * in memory. With `EMBEDDING_BASE_URL` also by vectors, and both fused. With `--answers` instead: answers without a
 * model, to questions of which half have no answer in the workspace, and to those that the collection says have
 * none. Ends with 1 below a floor.
 */
const { values } = parseArgs({
  options: {
    dir: { type: 'string', default: '../shared/eval' },
    json: { type: 'string' },
    answers: { type: 'boolean', default: false },
  },
});
const {
  EMBEDDING_BASE_URL: baseUrl,
  EMBEDDING_MODEL: model,
  EMBEDDING_API_KEY: apiKey,
} = readEnv();
const embedder = baseUrl && model ? createEmbedder({ baseUrl, model, apiKey }) : null;
const collections = await collectionsOrExit(values.dir);
const dataDir = await mkdtemp(join(tmpdir(), 'parley-eval-'));
const server = await startEmbeddedPostgres({ dataDir, port: await getPort(), durable: false });
const scores: Score[] = [];
const answerScores: AnswerScore[] = [];
const header =
  'collection               workspace  arm       nDCG@10  floor   recall@100     MAP   p50 ms   p95 ms';
try {
  await migrateDatabase(server.url);
  await using database = openDatabase(server.url, { max: 4 });
  const { db } = database;
  if (values.answers)
    for (const collection of collections) {
      const score = await scoreAnswers(db, collection);
      answerScores.push(score);
      console.log(score);
    }
  else await scoreRetrieval(db);
} finally {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}
if (values.json) await writeFile(values.json, `${JSON.stringify(scores, null, 2)}\n`);
const low = scores.filter(({ floor, ndcg10 }) => floor !== null && ndcg10 < floor);
for (const { collection, workspace, arm, ndcg10, floor } of low)
  console.log(`${collection}, ${workspace}, ${arm}: ${ndcg10.toFixed(4)} is below ${floor}`);
const talkative = answerScores.filter(
  ({ collection, silent_without_document }) =>
    (silent_without_document ?? 1) < (leastSilence[collection] ?? 0),
);
for (const { collection } of talkative)
  console.log(
    `${collection}: of what it does not know less than ${leastSilence[collection]} stays unanswered`,
  );
process.exit(low.length + talkative.length > 0 ? 1 : 0);

async function scoreRetrieval(db: Database): Promise<void> {
  for (const collection of collections) {
    const own = await fillWorkspace(db, [collection], embedder);
    await scoreAll(collection, 'own', [...productArms(db, own, embedder), bm25Arm(collection)]);
    const reports = await fillReports(db, collection, embedder);
    await scoreAll(collection, 'reports', productArms(db, reports, embedder));
  }
  if (collections.length > 1) {
    const mixed = await fillWorkspace(db, collections, embedder);
    for (const collection of collections)
      await scoreAll(collection, 'mixed', productArms(db, mixed, embedder));
  }
}

async function scoreAll(
  collection: Collection,
  workspace: WorkspaceKind,
  arms: readonly Arm[],
): Promise<void> {
  // All of its questions may be ones that nothing answers.
  if (collection.queries.length === 0) return;
  const plain = withoutAccents(collection);
  for (const asked of plain ? [collection, plain] : [collection])
    for (const arm of arms) {
      const score = await scoreArm(asked, { name: collection.name, workspace, arm });
      if (scores.length === 0) console.log(header);
      scores.push(score);
      console.log(lineOf(score));
    }
}

async function scoreArm(
  { name: collection, queries }: Collection,
  at: { name: string; workspace: WorkspaceKind; arm: Arm },
): Promise<Score> {
  const times: number[] = [];
  const all: Measures[] = [];
  for (const { text, relevant } of queries) {
    const startedAt = performance.now();
    const ranked = await at.arm.search(text);
    times.push(performance.now() - startedAt);
    const wanted = new Set(Array.from(relevant, (index) => placeOf(at.name, index)));
    all.push(measure(hitsOf(ranked, wanted), wanted.size));
  }
  times.sort((one, other) => one - other);
  const timeAt = (share: number) => times[Math.floor(times.length * share)] ?? 0;
  const { workspace, arm } = at;
  return {
    collection,
    workspace,
    arm: arm.name,
    ...meanOf(all),
    p50_ms: timeAt(0.5),
    p95_ms: timeAt(0.95),
    floor: arm.name === 'lexical' ? floorOf(collection, workspace) : null,
  };
}

function lineOf(score: Score): string {
  return [
    score.collection.padEnd(24),
    score.workspace.padEnd(10),
    score.arm.padEnd(9),
    score.ndcg10.toFixed(4).padStart(7),
    (score.floor?.toFixed(3) ?? '').padStart(6),
    score.recall100.toFixed(4).padStart(12),
    score.map.toFixed(4).padStart(7),
    score.p50_ms.toFixed(1).padStart(8),
    score.p95_ms.toFixed(1).padStart(8),
  ].join(' ');
}
