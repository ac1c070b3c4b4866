import type { Database } from '#db/client.ts';
import { embeddingModels } from '#db/schema/chunks.ts';
import { documents } from '#db/schema/documents.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { chunkPages } from '#domain/chunking/chunkPages.ts';
import { parseFile } from '#domain/parsing/parseFile.ts';
import { searchedText } from '#domain/retrieval/documentTerms.ts';
import { storeChunks } from '#services/documents/storeChunks.ts';
import type { Embedder } from '#services/search/embedder.ts';
import { searchKnownItems } from '#services/search/measureModels.ts';
import { uuidv7 } from '#shared/uuid.ts';
import type { Collection } from './collections.ts';

/** A workspace that holds collections. */
export type Workspace = {
  id: string;
  /** A document's collection and place in it, by its id. */
  places: ReadonlyMap<string, string>;
};

export const placeOf = (collection: string, index: number) => `${collection} ${index}`;

/** Stores collections through the product's parser, chunker and index, each document as a file of its own. */
export async function fillWorkspace(
  db: Database,
  collections: readonly Collection[],
  embedder: Embedder | null,
): Promise<Workspace> {
  const id = uuidv7();
  const places = new Map<string, string>();
  await db.insert(workspaces).values({ id, name: 'Eval', created_by: id });
  for (const { name, documents: all } of collections)
    for (const [index, { title, text }] of all.entries()) {
      const documentId = uuidv7();
      places.set(documentId, placeOf(name, index));
      await storeDocument(db, { workspaceId: id, documentId, title, text, embedder });
    }
  await db.execute('analyze');
  if (embedder)
    await db.insert(embeddingModels).values({
      workspace_id: id,
      model: embedder.model,
      status: 'active',
      known_item_mrr: await searchKnownItems(db, { embedder, workspaceId: id }),
    });
  return { id, places };
}

async function storeDocument(
  db: Database,
  document: {
    workspaceId: string;
    documentId: string;
    title: string;
    text: string;
    embedder: Embedder | null;
  },
): Promise<void> {
  const { workspaceId, documentId, title, text, embedder } = document;
  const fileName = `${title}.txt`;
  const bytes = new TextEncoder().encode(text);
  // Two of Cranfield's abstracts are empty.
  const pages = text === '' ? [] : (await parseFile(bytes, { fileName })).pages;
  const chunks = chunkPages(pages);
  const embeddings = embedder
    ? {
        model: embedder.model,
        vectors: await embedder.embedTexts(chunks.map((one) => searchedText(fileName, one))),
      }
    : undefined;
  await db.transaction(async (tx) => {
    await tx.insert(documents).values({
      id: documentId,
      workspace_id: workspaceId,
      file_name: fileName,
      mime_type: 'text/plain',
      size_bytes: bytes.length,
      sha256: documentId,
      series_id: documentId,
      status: 'ingested',
      is_current: true,
      created_by: workspaceId,
    });
    await storeChunks(tx, { workspaceId, documentId, fileName, chunks, embeddings });
  });
}
