import { eq } from 'drizzle-orm';
import type { Document } from '#contract/documents.ts';
import type { Transaction } from '#db/client.ts';
import {
  documentColumns,
  documentPages,
  documents,
  documentThumbnails,
} from '#db/schema/documents.ts';
import { pageName, withEnding } from '#domain/fetching/pageName.ts';
import { enqueueJob } from '#jobs/enqueue.ts';
import type { ClaimedJob } from '#jobs/lease.ts';
import type { ServiceContext } from '#services/context.ts';
import { documentStatusUpdated } from '#services/documents/documentEvents.ts';
import { type FileFacts, fetchFile, readFetchedFile } from '#services/documents/fetchFile.ts';
import { findSameContent } from '#services/documents/findSameContent.ts';
import { parseStoredFile } from '#services/documents/parseStoredFile.ts';
import type { ParsedFile } from '#services/documents/parsing/parseInChild.ts';
import { recheckPage } from '#services/documents/recheckPage.ts';
import { updateDocumentStatus } from '#services/documents/updateStatus.ts';
import { jobChanged } from '#services/jobs/jobChanged.ts';
import { JobError } from '#services/jobs/jobError.ts';
import type { JobCompletion, JobRun } from '#services/jobs/jobHandler.ts';
import { must } from '#shared/must.ts';

const pagesPerInsert = 200;

/**
 * A `parse` job: reads the file in a child process, then keeps its pages and queues `ingest`. A web page is
 * fetched first; one that has been read already is looked at again.
 */
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
  const { source_url, status, sha256 } = document;
  if (source_url !== null && status === 'ingested')
    return recheckPage(ctx, { document, url: source_url }, run);
  return source_url !== null && sha256 === ''
    ? readPage(ctx, { document, url: source_url }, run)
    : readFile(ctx, document, run);
}

async function readFile(
  ctx: ServiceContext,
  document: Document,
  run: JobRun,
): Promise<JobCompletion> {
  const { id: document_id, workspace_id, source_url, file_name, mime_type } = document;
  // A page's title has no ending that would tell a kind of text.
  const fileName =
    source_url === null ? file_name : withEnding(pageName(new URL(source_url)), mime_type);
  const key = { workspace_id, document_id };
  const file = await parseStoredFile(ctx, { key, fileName }, run);
  return (tx) => keepPages(tx, document, file);
}

async function readPage(
  ctx: ServiceContext,
  { document, url }: { document: Document; url: string },
  run: JobRun,
): Promise<JobCompletion> {
  const key = { workspace_id: document.workspace_id, document_id: document.id };
  const fetched = await fetchFile(ctx, url, run);
  const { facts, file } = await readFetchedFile(ctx, { key, fetched }, run);
  return async (tx) => {
    await findSameContent(tx, { ...document, ...facts });
    return keepPages(tx, document, { ...file, facts });
  };
}

/** Replaces what an earlier attempt may have left, so that a retry does no work twice. */
async function keepPages(
  tx: Transaction,
  { id }: Document,
  { pages, thumbnail, facts }: ParsedFile & { facts?: FileFacts },
) {
  await tx.delete(documentPages).where(eq(documentPages.document_id, id));
  for (let at = 0; at < pages.length; at += pagesPerInsert) {
    const rows = pages.slice(at, at + pagesPerInsert);
    await tx.insert(documentPages).values(rows.map((page) => ({ document_id: id, ...page })));
  }
  await tx.delete(documentThumbnails).where(eq(documentThumbnails.document_id, id));
  if (thumbnail) await tx.insert(documentThumbnails).values({ document_id: id, webp: thumbnail });
  const parsed = must(
    await updateDocumentStatus(tx, id, { ...facts, status: 'parsed', page_count: pages.length }),
    "the held job's document",
  );
  const ingest = await enqueueJob(tx, {
    job_type: 'ingest',
    workspace_id: parsed.workspace_id,
    document_id: id,
  });
  return [documentStatusUpdated(parsed), ...(await jobChanged(tx, ingest))];
}
