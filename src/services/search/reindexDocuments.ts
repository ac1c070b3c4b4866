import { and, asc, eq, gt, gte, lt, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { chunks, chunksPerPosting, postings } from '#db/schema/chunks.ts';
import { documents } from '#db/schema/documents.ts';
import { documentTerms, searchedText } from '#domain/retrieval/documentTerms.ts';
import { TOKENIZER_VERSION } from '#domain/retrieval/tokenize.ts';
import type { ServiceContext } from '#services/context.ts';
import { insertPostings } from '#services/documents/insertPostings.ts';
import { createRest, type Rest } from '#services/search/createRest.ts';
import { unchanged } from '#services/transaction.ts';
import { logger } from '#shared/logger.ts';

/** Behind the pass at the start: a process of an older release may still be ingesting. */
const passMs = 60 * 60_000;
/** Until what failed is tried again. */
const retryMs = 60_000;
const documentsPerLook = 500;

type Writer = Pick<ServiceContext, 'db' | 'withTransaction'>;

/**
 * Takes the words of documents apart again that an older release has taken apart otherwise, until told to stop.
 * They can be searched meanwhile, their chunks and vectors stay. Gives way to documents that wait to be ingested.
 */
export async function reindexDocuments(
  ctx: Writer,
  { stopping }: { stopping: AbortSignal },
): Promise<void> {
  const rest = createRest(ctx, stopping);
  while (!stopping.aborted) {
    const isDone = await reindexOutdated(ctx, { stopping, rest }).catch((error: unknown) => {
      logger.warn({ err: error }, 'documents cannot be indexed again now');
      return false;
    });
    await rest.for(isDone ? passMs : retryMs);
  }
}

/** Once through all of them; false when some could not be. */
async function reindexOutdated(
  ctx: Writer,
  { stopping, rest }: { stopping: AbortSignal; rest: Rest },
): Promise<boolean> {
  let isDone = true;
  let after: string | null = null;
  for (;;) {
    const outdated: string[] = await findOutdated(ctx, after);
    for (const documentId of outdated) {
      if (stopping.aborted) return false;
      const startedAt = performance.now();
      await reindexDocument(ctx, documentId).catch((error: unknown) => {
        logger.warn({ err: error, document_id: documentId }, 'a document was not indexed again');
        isDone = false;
      });
      await rest.after(performance.now() - startedAt);
    }
    after = outdated.at(-1) ?? null;
    if (after === null) return isDone;
  }
}

/** Chunks of a document are of one version, so its first tells for all. */
const isOutdated = sql`${TOKENIZER_VERSION} > (
  select tokenizer_version from ${chunks} where document_id = ${documents.id} and seq = 0
)`;

async function findOutdated({ db }: Writer, after: string | null): Promise<string[]> {
  const rows = await db
    .select({ id: documents.id })
    .from(documents)
    .where(and(after === null ? undefined : gt(documents.id, after), isOutdated))
    .orderBy(asc(documents.id))
    .limit(documentsPerLook);
  return rows.map(({ id }) => id);
}

/** Holds the document's row, as `storeChunks` does, so that neither works on what the other replaces. */
function reindexDocument(ctx: Writer, documentId: string): Promise<void> {
  return ctx.withTransaction(async (tx) => {
    const ofIt = eq(documents.id, documentId);
    await tx.select({ id: documents.id }).from(documents).where(ofIt).for('no key update');
    // Only now is seen what somebody else has done to it meanwhile.
    const [document] = await tx
      .select({
        workspaceId: documents.workspace_id,
        fileName: documents.file_name,
        is_current: documents.is_current,
      })
      .from(documents)
      .where(and(ofIt, isOutdated));
    if (!document) return unchanged(undefined);
    await tx.delete(postings).where(eq(postings.document_id, documentId));
    let from = 0;
    while (await reindexBatch(tx, { ...document, documentId, from })) from += chunksPerPosting;
    // The same documents are found, by more words.
    return unchanged(undefined);
  });
}

/** False after the last one. */
async function reindexBatch(
  tx: Transaction,
  document: {
    workspaceId: string;
    documentId: string;
    fileName: string;
    is_current: boolean;
    from: number;
  },
): Promise<boolean> {
  const { documentId, fileName, from } = document;
  const rows = await tx
    .select({ key: chunks.key, heading_path: chunks.heading_path, text: chunks.text })
    .from(chunks)
    .where(
      and(
        eq(chunks.document_id, documentId),
        gte(chunks.seq, from),
        lt(chunks.seq, from + chunksPerPosting),
      ),
    )
    .orderBy(asc(chunks.seq));
  const terms = rows.map((row) => ({
    key: row.key,
    ...documentTerms(searchedText(fileName, row)),
  }));
  await insertPostings(tx, { ...document, chunks: terms });
  const list = (values: number[]) => sql.param(values);
  await tx.execute(sql`
    update chunks set words = counted.words, tokenizer_version = ${TOKENIZER_VERSION}
    from unnest(
      ${list(terms.map(({ key }) => key))}::bigint[], ${list(terms.map(({ words }) => words))}::integer[]
    ) as counted(key, words)
    where chunks.key = counted.key`);
  return rows.length === chunksPerPosting;
}
