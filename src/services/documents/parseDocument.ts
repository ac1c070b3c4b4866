import { eq } from 'drizzle-orm';
import type { Document } from '#contract/documents.ts';
import type { Transaction } from '#db/client.ts';
import {
  documentColumns,
  documentPages,
  documents,
  documentThumbnails,
} from '#db/schema/documents.ts';
import { ParseFailure } from '#domain/parsing/parseFailure.ts';
import { enqueueJob } from '#jobs/enqueue.ts';
import type { ClaimedJob } from '#jobs/lease.ts';
import type { ServiceContext } from '#services/context.ts';
import { documentStatusUpdated } from '#services/documents/documentEvents.ts';
import { type ParsedFile, parseInChild } from '#services/documents/parsing/parseInChild.ts';
import { updateDocumentStatus } from '#services/documents/updateStatus.ts';
import { jobChanged } from '#services/jobs/jobChanged.ts';
import { JobError } from '#services/jobs/jobError.ts';
import type { JobCompletion, JobRun } from '#services/jobs/jobHandler.ts';
import { must } from '#shared/must.ts';

const memoryLimitMb = 1_024;
const timeLimitMs = 5 * 60_000;
/** Several times what one takes on two busy cores. */
const timePerScanMs = 10_000;
const pagesPerInsert = 200;

/** A `parse` job: reads the file in a child process, then keeps its pages and queues `ingest`. */
export async function parseDocument(
  ctx: ServiceContext,
  job: ClaimedJob,
  run: JobRun,
): Promise<JobCompletion> {
  const documentId = must(job.document_id, "a parse job's document");
  const [document] = await ctx.db
    .select(documentColumns)
    .from(documents)
    .where(eq(documents.id, documentId));
  if (!document) throw new JobError('The document is gone.', { permanent: true });
  const file = await parse(ctx, document, run);
  return (tx) => keepPages(tx, document, file);
}

async function parse(ctx: ServiceContext, document: Document, run: JobRun) {
  const { workspace_id, id, file_name } = document;
  await using file = await ctx.files.borrowPath({ workspace_id, document_id: id });
  try {
    return await parseInChild({
      filePath: file.path,
      fileName: file_name,
      owner: workspace_id,
      memoryLimitMb,
      timeLimitMs,
      timePerScanMs,
      signal: run.signal,
      onProgress: (done, total) => run.reportProgress(done / total),
    });
  } catch (error) {
    if (error instanceof ParseFailure)
      throw new JobError(error.userMessage, { permanent: true, cause: error });
    throw error;
  }
}

/** Replaces what an earlier attempt may have left, so that a retry does no work twice. */
async function keepPages(tx: Transaction, { id }: Document, { pages, thumbnail }: ParsedFile) {
  await tx.delete(documentPages).where(eq(documentPages.document_id, id));
  for (let at = 0; at < pages.length; at += pagesPerInsert) {
    const rows = pages.slice(at, at + pagesPerInsert);
    await tx.insert(documentPages).values(rows.map((page) => ({ document_id: id, ...page })));
  }
  await tx.delete(documentThumbnails).where(eq(documentThumbnails.document_id, id));
  if (thumbnail) await tx.insert(documentThumbnails).values({ document_id: id, webp: thumbnail });
  const parsed = must(
    await updateDocumentStatus(tx, id, { status: 'parsed', page_count: pages.length }),
    "the held job's document",
  );
  const ingest = await enqueueJob(tx, {
    job_type: 'ingest',
    workspace_id: parsed.workspace_id,
    document_id: id,
  });
  return [documentStatusUpdated(parsed), ...(await jobChanged(tx, ingest))];
}
