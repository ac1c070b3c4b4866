import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import getPort from 'get-port';
import { openDatabase, type OpenDatabase } from '#db/client.ts';
import { startEmbeddedPostgres } from '#db/embeddedPostgres.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { documents } from '#db/schema/documents.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { chunkPages } from '#domain/chunking/chunkPages.ts';
import { parseFile } from '#domain/parsing/parseFile.ts';
import { storeChunks } from '#services/documents/storeChunks.ts';
import { searchChunks } from '#services/search/searchChunks.ts';
import { uuidv7 } from '#shared/uuid.ts';
import { type Collection, readCollections } from './evalCollections.ts';

/** Figures of one collection in one workspace. */
type Scores = {
  collection: string;
  workspace: string;
  ndcg10: number;
  reference: number;
  p50_ms: number;
  p95_ms: number;
};

/** The figures given are rounded to two or three places, and so is the comparison with them. */
const tolerance = 0.0005;

/** `npm run eval [--json FILE]`: the product's own retrieval over public collections, beside BM25's figures. */
const { values } = parseArgs({
  options: { dir: { type: 'string', default: '../shared/eval' }, json: { type: 'string' } },
});
const dataDir = await mkdtemp(join(tmpdir(), 'parley-eval-'));
const server = await startEmbeddedPostgres({ dataDir, port: await getPort(), durable: false });
const scores: Scores[] = [];
try {
  await migrateDatabase(server.url);
  await using database = openDatabase(server.url, { max: 4 });
  const collections = await readCollections(values.dir);
  for (const collection of collections) {
    const stored = await store(database, [collection]);
    scores.push(await score(database, collection, { ...stored, workspace: 'own' }));
  }
  const xquad = collections.filter(({ name }) => name.startsWith('XQuAD'));
  const mixed = await store(database, xquad);
  for (const collection of xquad)
    scores.push(await score(database, collection, { ...mixed, workspace: 'mixed' }));
} finally {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}

console.log('collection   workspace  nDCG@10   given   p50 ms   p95 ms');
for (const { collection, workspace, ndcg10, reference, p50_ms, p95_ms } of scores)
  console.log(
    [
      collection.padEnd(12),
      workspace.padEnd(9),
      ndcg10.toFixed(4).padStart(8),
      reference.toFixed(3).padStart(7),
      p50_ms.toFixed(1).padStart(8),
      p95_ms.toFixed(1).padStart(8),
    ].join(' '),
  );
if (values.json) await writeFile(values.json, `${JSON.stringify(scores, null, 2)}\n`);
const worse = scores.filter(
  ({ workspace, ndcg10, reference }) => workspace === 'own' && ndcg10 < reference - tolerance,
);
if (worse.length > 0)
  console.log(`Worse than given: ${worse.map(({ collection }) => collection).join(', ')}`);
process.exit(worse.length > 0 ? 1 : 0);

type Stored = {
  workspaceId: string;
  /** The collection's place of each document. */ places: Map<string, string>;
};

/** Through the product's parser, chunker and index, each collection's document as a file of its own. */
async function store({ db }: OpenDatabase, collections: Collection[]): Promise<Stored> {
  const workspaceId = uuidv7();
  const places = new Map<string, string>();
  await db.insert(workspaces).values({ id: workspaceId, name: 'Eval', created_by: workspaceId });
  for (const collection of collections)
    for (const [index, { title, text }] of collection.documents.entries()) {
      const id = uuidv7();
      places.set(id, `${collection.name} ${index}`);
      const fileName = `${title}.txt`;
      const bytes = new TextEncoder().encode(text);
      const parsed = await parseFile(bytes, { fileName }).catch(() => ({ pages: [] }));
      await db.transaction(async (tx) => {
        await tx.insert(documents).values({
          id,
          workspace_id: workspaceId,
          file_name: fileName,
          mime_type: 'text/plain',
          size_bytes: bytes.length,
          sha256: id,
          created_by: workspaceId,
        });
        await storeChunks(tx, {
          workspaceId,
          documentId: id,
          fileName,
          chunks: chunkPages(parsed.pages),
        });
      });
    }
  await db.execute('analyze');
  return { workspaceId, places };
}

/** A document stands where its best chunk does. */
async function score(
  { db }: OpenDatabase,
  { name, reference, queries }: Collection,
  { workspaceId, places, workspace }: Stored & { workspace: string },
): Promise<Scores> {
  const times: number[] = [];
  let sum = 0;
  for (const { text, relevant } of queries) {
    const startedAt = performance.now();
    const results = await searchChunks(db, { workspaceId, query: text, limit: 50 });
    times.push(performance.now() - startedAt);
    const ranked = [...new Set(results.map(({ document_id }) => places.get(document_id)))];
    const wanted = new Set([...relevant].map((index) => `${name} ${index}`));
    sum += ndcgAt10(
      ranked.map((place) => place !== undefined && wanted.has(place)),
      wanted.size,
    );
  }
  times.sort((one, other) => one - other);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0;
  return {
    collection: name,
    workspace,
    ndcg10: sum / queries.length,
    reference,
    p50_ms: at(0.5),
    p95_ms: at(0.95),
  };
}

/** Binary relevance; a query without relevant documents counts nothing. */
function ndcgAt10(hits: boolean[], relevantCount: number): number {
  const gain = (rank: number) => 1 / Math.log2(rank + 2);
  const reached = hits.slice(0, 10).reduce((sum, hit, rank) => sum + (hit ? gain(rank) : 0), 0);
  let ideal = 0;
  for (let rank = 0; rank < Math.min(relevantCount, 10); rank += 1) ideal += gain(rank);
  return ideal === 0 ? 0 : reached / ideal;
}
