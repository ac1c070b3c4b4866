import { eq, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { chunkEmbeddings, chunks } from '#db/schema/chunks.ts';
import type { Chunk } from '#domain/chunking/chunkPages.ts';
import { termWeights } from '#domain/retrieval/bm25.ts';
import { TOKENIZER_VERSION } from '#domain/retrieval/tokenize.ts';
import { uuidv7 } from '#shared/uuid.ts';

export type ChunksToStore = {
  workspaceId: string;
  documentId: string;
  /** Its words count as part of each chunk. */
  fileName: string;
  chunks: Chunk[];
  /** One for each chunk, of unit length. */
  embeddings?: { model: string; vectors: number[][] };
};

const rowsPerInsert = 500;
const postingsPerInsert = 20_000;

/** Replaces a document's chunks and what is searched of them: a second time leaves nothing twice. */
export async function storeChunks(tx: Transaction, document: ChunksToStore): Promise<void> {
  const { workspaceId: workspace_id, documentId: document_id, embeddings } = document;
  await tx.delete(chunks).where(eq(chunks.document_id, document_id));
  const rows = document.chunks.map((chunk, seq) => ({
    ...chunk,
    id: uuidv7(),
    workspace_id,
    document_id,
    seq,
    tokenizer_version: TOKENIZER_VERSION,
  }));
  for (const batch of batchesOf(rows, rowsPerInsert)) await tx.insert(chunks).values(batch);
  const title = document.fileName.replace(/\.[^.]+$/, '').replaceAll(/[_-]+/g, ' ');
  const postings = rows.flatMap(({ id, text, heading_path }) =>
    Array.from(termWeights([title, ...heading_path, text].join('\n')), ([term, weight]) => ({
      term,
      chunk_id: id,
      weight,
    })),
  );
  for (const batch of batchesOf(postings, postingsPerInsert))
    await tx.execute(sql`
      insert into postings (workspace_id, term, chunk_id, weight)
      select ${workspace_id}::uuid, term, chunk_id, weight
      from unnest(
        ${sql.param(batch.map(({ term }) => term))}::text[],
        ${sql.param(batch.map(({ chunk_id }) => chunk_id))}::uuid[],
        ${sql.param(batch.map(({ weight }) => weight))}::real[]
      ) as row(term, chunk_id, weight)`);
  if (!embeddings) return;
  const vectors = rows.map(({ id }, index) => ({
    chunk_id: id,
    workspace_id,
    model: embeddings.model,
    vector: embeddings.vectors[index] ?? [],
  }));
  for (const batch of batchesOf(vectors, rowsPerInsert))
    await tx.insert(chunkEmbeddings).values(batch);
}

function batchesOf<Row>(rows: Row[], size: number): Row[][] {
  const batches: Row[][] = [];
  for (let at = 0; at < rows.length; at += size) batches.push(rows.slice(at, at + size));
  return batches;
}
