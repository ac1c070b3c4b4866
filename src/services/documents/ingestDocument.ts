import { asc, eq } from 'drizzle-orm';
import { currentVersion } from '#contract/documents.ts';
import { documentColumns, documentPages, documents } from '#db/schema/documents.ts';
import { chunkPages } from '#domain/chunking/chunkPages.ts';
import type { ClaimedJob } from '#jobs/lease.ts';
import type { ServiceContext } from '#services/context.ts';
import { documentStatusUpdated } from '#services/documents/documentEvents.ts';
import { lockVersions } from '#services/documents/lockVersions.ts';
import { setCurrentVersion } from '#services/documents/setCurrentVersion.ts';
import { storeChunks } from '#services/documents/storeChunks.ts';
import { updateDocumentStatus } from '#services/documents/updateStatus.ts';
import { JobError } from '#services/jobs/jobError.ts';
import type { JobCompletion, JobRun } from '#services/jobs/jobHandler.ts';
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
    .select()
    .from(documentPages)
    .where(eq(documentPages.document_id, documentId))
    .orderBy(asc(documentPages.page));
  const chunks = chunkPages(pages);
  const embedder = run.meter.countEmbedder(ctx.embedder);
  const texts = chunks.map(({ text }) => text);
  const embeddings = embedder
    ? { model: embedder.model, vectors: await embedder.embedTexts(texts, run.signal) }
    : undefined;
  run.reportProgress(0.5);
  return async (tx) => {
    const { workspace_id: workspaceId, file_name: fileName } = document;
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
    return [documentStatusUpdated(must(ingested, "the held job's document"))];
  };
}
