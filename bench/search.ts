import { openDatabase } from '#db/client.ts';
import { searchChunks } from '#services/search/searchChunks.ts';
import { type Bench, type Figures, percentile, ratiosOf } from './measure.ts';
import { openBenchDatabase } from './peers/database.ts';
import { openCorpus } from './searchCorpus.ts';
import { openTextSearch } from './peers/textSearch.ts';

const sizes = (process.env['BENCH_CHUNKS'] ?? '1000,10000,100000,1000000').split(',').map(Number);
const questionCount = 200;
const warmingDocuments = 15;
const freshDocuments = 25;

/**
 * How search and ingestion hold as a workspace grows: milliseconds for a question with a warm cache, chunks
 * made searchable per second, and the size of the index, beside PostgreSQL's own text search with a GIN index.
 */
export const search: Bench = {
  name: 'search',
  async run() {
    await using server = await openBenchDatabase();
    await using database = openDatabase(server.url, { max: 2 });
    const corpus = await openCorpus(database);
    const peer = openTextSearch(database);
    const figures: Record<string, Figures> = { parley: {}, 'PostgreSQL GIN': {} };
    for (const size of sizes) {
      await corpus.growTo(size);
      await peer.copy();
      const questions = Array.from({ length: questionCount }, () => corpus.question());
      const { workspaceId } = corpus;
      const ours = await timeAll(questions, (query) =>
        searchChunks(database.db, { workspaceId, query, limit: 10 }),
      );
      const theirs = await timeAll(questions.slice(0, 40), (query) => peer.search(query));
      const seconds = percentile(await timeDocuments(corpus), 0.5) / 1_000;
      Object.assign(figures['parley'] ?? {}, named(size, ours), {
        [`chunks_per_s_${size}`]: corpus.chunksPerDocument / seconds,
        [`index_mb_${size}`]: (await corpus.count()).mb,
      });
      Object.assign(figures['PostgreSQL GIN'] ?? {}, named(size, theirs));
      console.log(`  ${size}:`, ours, theirs);
    }
    return { name: 'search', figures, ratios: ratiosOf(figures) };
  },
};

/** Milliseconds for each of some new documents, once some before them have brought the index's pages to memory. */
async function timeDocuments(corpus: { storeDocument: () => Promise<void> }): Promise<number[]> {
  const times: number[] = [];
  for (let nth = 0; nth < warmingDocuments; nth += 1) await corpus.storeDocument();
  for (let nth = 0; nth < freshDocuments; nth += 1) {
    const startedAt = performance.now();
    await corpus.storeDocument();
    times.push(performance.now() - startedAt);
  }
  return times;
}

type Times = { p50: number; p95: number };

const named = (size: number, { p50, p95 }: Times): Figures => ({
  [`p50_ms_${size}`]: p50,
  [`p95_ms_${size}`]: p95,
});

/** The second time that each is asked: what it reads is in memory then. */
async function timeAll(
  questions: readonly string[],
  ask: (question: string) => Promise<unknown>,
): Promise<Times> {
  for (const question of questions) await ask(question);
  const times: number[] = [];
  for (const question of questions) {
    const startedAt = performance.now();
    await ask(question);
    times.push(performance.now() - startedAt);
  }
  return { p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
}
