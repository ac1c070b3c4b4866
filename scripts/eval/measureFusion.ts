import { eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { chunks } from '#db/schema/chunks.ts';
import { fuseByConfidence } from '#domain/retrieval/fuseByConfidence.ts';
import { fuseRankings, type Ranked } from '#domain/retrieval/fuseRankings.ts';
import {
  knownItemDepth,
  knownItemQuery,
  knownItemSample,
  meanReciprocalRank,
  trustOf,
} from '#domain/retrieval/knownItems.ts';
import { searchTerms } from '#services/search/searchTerms.ts';
import { testVectors } from '#services/search/testVectors.ts';
import { must } from '#shared/must.ts';
import type { Collection } from './collections.ts';
import { measure } from './metrics.ts';
import { type Embedding, scriptedEmbeddings } from './scriptedEmbeddings.ts';
import { fillWorkspace, placeOf } from './workspace.ts';

/** nDCG@10 of each way, over the same questions. */
export type FusionScores = {
  embedding: string;
  words: number;
  vectors: number;
  /** By reciprocal ranks, for comparison. */
  by_rank: number;
  fused: number;
};

/** Of each ranking, as `searchChunks` takes. */
const deep = 100;

const { dot } = testVectors(0);

/**
 * How the product's fusion does beside its two arms, with good, mediocre and bad vectors.
 * @param asked the questions, in the order of the collection's; another language's where words fail
 */
export async function measureFusion(
  db: Database,
  collection: Collection,
  asked: readonly string[] = collection.queries.map(({ text }) => text),
): Promise<FusionScores[]> {
  const { name, documents, queries } = collection;
  const embeddings = scriptedEmbeddings(collection);
  const workspace = await fillWorkspace(db, [collection], null);
  const indexes = new Map(documents.map((_document, index) => [placeOf(name, index), index]));
  const rows = await db
    .select({ key: chunks.key, text: chunks.text })
    .from(chunks)
    .where(eq(chunks.workspace_id, workspace.id))
    .orderBy(chunks.key);
  const stored = rows.map(({ key, text }) => {
    const [place] = must(workspace.covered.get(String(key)), 'what a chunk covers');
    const index = must(indexes.get(must(place, 'its document')), 'its index');
    const vectors = embeddings.map(({ embedDocument }) => embedDocument(text, index));
    return { key: String(key), text, index, vectors };
  });
  const trusts = embeddings.map((embedding, each) =>
    trustOf(searchItems(embedding, stored, (chunk) => must(chunk.vectors[each], 'a vector'))),
  );
  const indexOf = new Map(stored.map(({ key, index }) => [key, index]));
  const sums = embeddings.map(({ name: embedding }) => ({
    embedding,
    words: 0,
    vectors: 0,
    by_rank: 0,
    fused: 0,
  }));
  for (const [nth, { text, relevant }] of queries.entries()) {
    const query = asked[nth] ?? text;
    const words = await searchTerms(db, { workspaceId: workspace.id, query, limit: deep });
    const gain = (ranking: readonly Ranked<string>[]) => {
      const found = [...new Set(ranking.map(({ key }) => indexOf.get(key)))];
      const hits = found.map((index) => index !== undefined && relevant.has(index));
      return measure(hits, relevant.size).ndcg10 / queries.length;
    };
    for (const [each, { embedQuery }] of embeddings.entries()) {
      const sum = must(sums[each], 'the sums of each embedding');
      const vector = embedQuery(text, relevant);
      // As `searchVectors` ranks so few.
      const vectors = rank(stored, vector, (chunk) => must(chunk.vectors[each], 'a vector'));
      sum.words += gain(words.ranking);
      sum.vectors += gain(vectors);
      sum.by_rank += gain(fuseRankings([words.ranking, vectors]));
      sum.fused += gain(
        fuseByConfidence(words, { ranking: vectors, trust: must(trusts[each], 'its trust') }),
      );
    }
  }
  return sums;
}

type Stored = { key: string; text: string; index: number; vectors: number[][] };

function rank(
  stored: readonly Stored[],
  query: number[],
  vectorOf: (chunk: Stored) => number[],
): Ranked<string>[] {
  return stored
    .map((chunk) => ({ key: chunk.key, score: dot(query, vectorOf(chunk)) }))
    .toSorted((one, other) => other.score - one.score)
    .slice(0, deep);
}

/** As the product's `searchKnownItems`, of chunks spread evenly. */
function searchItems(
  { embedQuery }: Embedding,
  stored: readonly Stored[],
  vectorOf: (chunk: Stored) => number[],
): number {
  const step = Math.max(1, Math.floor(stored.length / knownItemSample));
  const ranks = stored
    .filter((_chunk, nth) => nth % step === 0)
    .flatMap(({ key, text, index }) => {
      const query = knownItemQuery(text);
      if (query === null) return [];
      const found = rank(stored, embedQuery(query, new Set([index])), vectorOf);
      const place = found.findIndex((hit) => hit.key === key);
      return [place < 0 || place >= knownItemDepth ? null : place + 1];
    });
  return meanReciprocalRank(ranks);
}
