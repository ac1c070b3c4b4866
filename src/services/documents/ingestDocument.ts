import { asc, eq } from 'drizzle-orm';
import { currentVersion } from '#contract/documents.ts';
import { documentColumns, documentPages, documents } from '#db/schema/documents.ts';
import { chunkPages } from '#domain/chunking/chunkPages.ts';
import { searchedText } from '#domain/retrieval/documentTerms.ts';
import type { ClaimedJob } from '#jobs/lease.ts';
import type { ServiceContext } from '#services/context.ts';
import { documentStatusUpdated } from '#services/documents/documentEvents.ts';
import { lockVersions } from '#services/documents/lockVersions.ts';
import { setCurrentVersion } from '#services/documents/setCurrentVersion.ts';
import { storeChunks } from '#services/documents/storeChunks.ts';
import { updateDocumentStatus } from '#services/documents/updateStatus.ts';
import { addEmbeddingTask } from '#services/search/takeEmbeddingTask.ts';
import { findUsableModel } from '#services/search/findUsableModel.ts';
import { activateCompleteModel } from '#services/search/updateActiveModel.ts';
import { JobError } from '#services/jobs/jobError.ts';
import type { JobCompletion, JobRun } from '#services/jobs/jobHandler.ts';
import { logger } from '#shared/logger.ts';
import { must } from '#shared/must.ts';

/** An `ingest` job: cuts a parsed document into chunks and makes them searchable, in place of the version before. */
export async function ingestDocument(
  ctx: ServiceContext,
  job: ClaimedJob,
  run: JobRun,
): Promise<JobCompletion> {
  const documentId = must(job.document_id, "an ingest job's document");
  const [document] = await ctx.db
    .select(documentColumns)
    .from(documents)
    .where(eq(documents.id, documentId));
  if (!document) throw new JobError('The document is gone.', { permanent: true });
  const pages = await ctx.db
    .select({ page: documentPages.page, text: documentPages.text, blocks: documentPages.blocks })
    .from(documentPages)
    .where(eq(documentPages.document_id, documentId))
    .orderBy(asc(documentPages.page));
  const chunks = chunkPages(pages);
  const { workspace_id: workspaceId, file_name: fileName } = document;
  const texts = chunks.map((chunk) => searchedText(fileName, chunk));
  const metered = { ...ctx, embedder: run.meter.countEmbedder(ctx.embedder) };
  const embeddings = await embedChunks(metered, { workspaceId, texts, signal: run.signal });
  run.reportProgress(0.5);
  return async (tx) => {
    const versions = (await lockVersions(tx, document.series_id)).map((version) =>
      version.id === documentId ? { ...version, status: 'ingested' as const } : version,
    );
    // Its chunks are stored as what they are to be; only those of others may have to change.
    const is_current = currentVersion(versions)?.id === documentId;
    await setCurrentVersion(
      tx,
      versions.map((version) => (version.id === documentId ? { ...version, is_current } : version)),
    );
    await storeChunks(tx, { workspaceId, documentId, fileName, chunks, embeddings, is_current });
    const ingested = await updateDocumentStatus(tx, documentId, { status: 'ingested', is_current });
    const model = ctx.embedder?.model;
    if (model !== undefined && model === embeddings?.model)
      await activateCompleteModel(tx, { workspaceId, model });
    else if (model !== undefined) await addEmbeddingTask(tx, { documentId, workspaceId, model });
    return [documentStatusUpdated(must(ingested, "the held job's document"))];
  };
}

type ChunksToEmbed = { workspaceId: string; texts: string[]; signal: AbortSignal };

/**
 * Vectors by the model that the workspace is searched by. A document is found by its words without them: an
 * embedding server that is away or refuses it keeps none from being ingested, and is asked again later.
 */
async function embedChunks(
  ctx: ServiceContext,
  { workspaceId, texts, signal }: ChunksToEmbed,
): Promise<{ model: string; vectors: number[][] } | undefined> {
  const { embedder } = ctx;
  if (!embedder || texts.length === 0) return undefined;
  const model = (await findUsableModel(ctx, workspaceId)) ?? embedder.model;
  try {
    return { model, vectors: await embedder.embedTexts(texts, { model, signal }) };
  } catch (error) {
    if (signal.aborted || !(error instanceof JobError)) throw error;
    logger.warn({ err: error }, 'a document is ingested without its vectors for now');
    return undefined;
  }
}
