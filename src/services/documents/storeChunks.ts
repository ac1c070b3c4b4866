import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { chunkEmbeddings, chunks, chunksPerPosting, postings } from '#db/schema/chunks.ts';
import { documents } from '#db/schema/documents.ts';
import type { Chunk } from '#domain/chunking/chunkPages.ts';
import { documentTerms, searchedText } from '#domain/retrieval/documentTerms.ts';
import { vectorCode } from '#domain/retrieval/vectorCode.ts';
import { TOKENIZER_VERSION } from '#domain/retrieval/tokenize.ts';
import { insertPostings, type SearchableChunk } from '#services/documents/insertPostings.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

export type ChunksToStore = {
  workspaceId: string;
  documentId: string;
  /** Its words count as part of each chunk. */
  fileName: string;
  chunks: readonly Chunk[];
  /** One for each chunk, of unit length. */
  embeddings?: { model: string; vectors: readonly number[][] } | undefined;
  /** False: a newer version is searched in its place. */
  is_current?: boolean;
};

/**
 * Replaces a document's chunks and what is searched of them: a second time leaves nothing twice. Holds the
 * document's row, so that of two at once the later one waits and wins; two documents share no row at all.
 * A document that is gone stays gone.
 */
export async function storeChunks(tx: Transaction, document: ChunksToStore): Promise<void> {
  const { workspaceId, documentId } = document;
  const [held] = await tx
    .update(documents)
    .set({ chunk_count: document.chunks.length })
    .where(and(eq(documents.id, documentId), eq(documents.workspace_id, workspaceId)))
    .returning({ id: documents.id });
  if (!held) return;
  await tx.delete(chunks).where(eq(chunks.document_id, documentId));
  await tx.delete(postings).where(eq(postings.document_id, documentId));
  for (let from = 0; from < document.chunks.length; from += chunksPerPosting)
    await storeBatch(tx, document, from);
}

async function storeBatch(tx: Transaction, document: ChunksToStore, from: number): Promise<void> {
  const { workspaceId, documentId, embeddings, is_current = true } = document;
  const batch = document.chunks.slice(from, from + chunksPerPosting).map((chunk, index) => ({
    ...chunk,
    id: uuidv7(),
    seq: from + index,
    terms: documentTerms(searchedText(document.fileName, chunk)),
  }));
  const keys = await insertChunks(tx, { workspaceId, documentId, batch });
  await insertPostings(tx, {
    workspaceId,
    documentId,
    is_current,
    chunks: batch.map(({ seq, terms }): SearchableChunk => ({
      key: must(keys.get(seq), 'the key of a chunk'),
      weights: terms.weights,
    })),
  });
  if (!embeddings) return;
  await tx.insert(chunkEmbeddings).values(
    batch.map(({ seq }) => {
      const vector = must(embeddings.vectors[seq], 'a vector for each chunk');
      return {
        chunk_key: must(keys.get(seq), 'the key of a chunk'),
        workspace_id: workspaceId,
        model: embeddings.model,
        dimension: vector.length,
        code: vectorCode(vector),
        vector,
        is_current,
      };
    }),
  );
}

type ChunkRow = Chunk & { id: string; seq: number; terms: { words: number } };

/** The key that each chunk got, by its place. */
async function insertChunks(
  tx: Transaction,
  rows: { workspaceId: string; documentId: string; batch: readonly ChunkRow[] },
): Promise<Map<number, number>> {
  const inserted = await tx
    .insert(chunks)
    .values(
      rows.batch.map(({ terms, ...chunk }) => ({
        ...chunk,
        workspace_id: rows.workspaceId,
        document_id: rows.documentId,
        words: terms.words,
        tokenizer_version: TOKENIZER_VERSION,
      })),
    )
    .returning({ seq: chunks.seq, key: chunks.key });
  return new Map(inserted.map(({ seq, key }) => [seq, key]));
}
