import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import getPort from 'get-port';
import { openDatabase } from '#db/client.ts';
import { startEmbeddedPostgres } from '#db/embeddedPostgres.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { must } from '#shared/must.ts';
import { collectionsOrExit } from './collectionsOrExit.ts';
import { measureFusion } from './measureFusion.ts';

/**
 * `node scripts/eval/fusion.ts`: fused retrieval beside words and vectors alone, with vectors that need no server.
 * Exits with 1 where fused falls behind the better one by more than `tolerance` of nDCG@10.
 */
const tolerance = 0.005;
const { values } = parseArgs({ options: { dir: { type: 'string', default: '../shared/eval' } } });
const dataDir = await mkdtemp(join(tmpdir(), 'parley-eval-'));
const server = await startEmbeddedPostgres({ dataDir, port: await getPort(), durable: false });
try {
  await migrateDatabase(server.url);
  await using database = openDatabase(server.url, { max: 4 });
  const collections = await collectionsOrExit(values.dir);
  const named = (name: string) =>
    must(
      collections.find((collection) => collection.name === name),
      `the collection ${name}`,
    );
  for (const [documents, questions] of [
    ['xquad.en', 'xquad.en'],
    ['xquad.vi', 'xquad.vi'],
    ['xquad.en', 'xquad.th'],
    ['xquad.en', 'xquad.vi'],
    ['cranfield', 'cranfield'],
  ] as const) {
    const asked = named(questions).queries.map(({ text }) => text);
    console.log(`${documents}, asked as in ${questions}`);
    console.log('  vectors             words   vectors   by rank     fused   fused - better');
    for (const scores of await measureFusion(database.db, named(documents), asked)) {
      const { embedding, words, vectors, by_rank, fused } = scores;
      const lead = fused - Math.max(words, vectors);
      if (lead < -tolerance) process.exitCode = 1;
      const figures = [words, vectors, by_rank, fused, lead];
      console.log(
        `  ${embedding.padEnd(15)}${figures.map((figure) => figure.toFixed(4).padStart(9)).join(' ')}`,
      );
    }
  }
} finally {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}
