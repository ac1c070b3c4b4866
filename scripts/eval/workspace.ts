import { eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { chunks as chunkTable, embeddingModels } from '#db/schema/chunks.ts';
import { documents } from '#db/schema/documents.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { chunkPages } from '#domain/chunking/chunkPages.ts';
import type { ParsedPage } from '#domain/parsing/parsedDocument.ts';
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
  /** What a chunk covers of the collections: `placeOf` each, by the chunk's id and by its key. */
  covered: ReadonlyMap<string, readonly string[]>;
};

export const placeOf = (collection: string, index: number) => `${collection} ${index}`;

/** Stores collections through the product's parser, chunker and index, each document as a file of its own. */
export async function fillWorkspace(
  db: Database,
  collections: readonly Collection[],
  embedder: Embedder | null,
): Promise<Workspace> {
  const files = collections.flatMap(({ name, documents: all }) =>
    all.map(async ({ title, text }, index): Promise<StoredFile> => {
      const fileName = `${title}.txt`;
      // Two of Cranfield's abstracts are empty.
      const pages =
        text === '' ? [] : (await parseFile(new TextEncoder().encode(text), { fileName })).pages;
      return { fileName, pages, placeOn: () => placeOf(name, index) };
    }),
  );
  return storeFiles(db, await Promise.all(files), embedder);
}

/** A report has so many pages. */
const pagesPerReport = 20;

/** Stores a collection as long reports, whose pages are its documents in their order, each under its title. */
export async function fillReports(
  db: Database,
  { name, documents: all }: Collection,
  embedder: Embedder | null,
): Promise<Workspace> {
  const starts = Array.from(
    { length: Math.ceil(all.length / pagesPerReport) },
    (_, nth) => nth * pagesPerReport,
  );
  const files = starts.map((start): StoredFile => ({
    fileName: 'report.pdf',
    pages: all
      .slice(start, start + pagesPerReport)
      .map((document, index) => pageOf(document, index + 1)),
    placeOn: (page) => placeOf(name, start + page - 1),
  }));
  return storeFiles(db, files, embedder);
}

function pageOf({ title, text }: Collection['documents'][number], page: number): ParsedPage {
  if (title === '')
    return { page, text, blocks: [{ kind: 'paragraph', start: 0, end: text.length }] };
  const start = title.length + 2;
  return {
    page,
    text: `${title}\n\n${text}`,
    blocks: [
      { kind: 'heading', level: 2, start: 0, end: title.length },
      { kind: 'paragraph', start, end: start + text.length },
    ],
  };
}

type StoredFile = {
  fileName: string;
  pages: readonly ParsedPage[];
  placeOn: (page: number) => string;
};

async function storeFiles(
  db: Database,
  files: readonly StoredFile[],
  embedder: Embedder | null,
): Promise<Workspace> {
  const id = uuidv7();
  const covered = new Map<string, string[]>();
  await db.insert(workspaces).values({ id, name: 'Eval', created_by: id });
  for (const file of files)
    for (const { chunk_id, key, page_from, page_to } of await storeFile(db, file, {
      workspaceId: id,
      embedder,
    })) {
      const pages = Array.from({ length: page_to - page_from + 1 }, (_, nth) => page_from + nth);
      const places = [...new Set(pages.map((page) => file.placeOn(page)))];
      covered.set(chunk_id, places).set(String(key), places);
    }
  await db.execute('analyze');
  if (embedder)
    await db.insert(embeddingModels).values({
      workspace_id: id,
      model: embedder.model,
      status: 'active',
      known_item_mrr: await searchKnownItems(db, { embedder, workspaceId: id }),
    });
  return { id, covered };
}

async function storeFile(
  db: Database,
  { fileName, pages }: StoredFile,
  { workspaceId, embedder }: { workspaceId: string; embedder: Embedder | null },
) {
  const documentId = uuidv7();
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
      size_bytes: 1,
      sha256: documentId,
      series_id: documentId,
      status: 'ingested',
      is_current: true,
      created_by: workspaceId,
    });
    await storeChunks(tx, { workspaceId, documentId, fileName, chunks, embeddings });
  });
  return db
    .select({
      chunk_id: chunkTable.id,
      key: chunkTable.key,
      page_from: chunkTable.page_from,
      page_to: chunkTable.page_to,
    })
    .from(chunkTable)
    .where(eq(chunkTable.document_id, documentId));
}
