import { and, asc, eq, sql } from 'drizzle-orm';
import type { Document } from '#contract/documents.ts';
import type { Transaction } from '#db/client.ts';
import { documentColumns, documentPages, documents } from '#db/schema/documents.ts';
import type { ParsedPage } from '#domain/parsing/parsedDocument.ts';
import type { ScopedEvent } from '#events/append.ts';
import { enqueueJob } from '#jobs/enqueue.ts';
import type { ServiceContext } from '#services/context.ts';
import { documentCreated, documentStatusUpdated } from '#services/documents/documentEvents.ts';
import { type FileFacts, fetchFile, readFetchedFile } from '#services/documents/fetchFile.ts';
import { findSameContent } from '#services/documents/findSameContent.ts';
import { nextNumber } from '#services/documents/findSeries.ts';
import { makeNewest } from '#services/documents/restoreDocument.ts';
import { jobChanged } from '#services/jobs/jobChanged.ts';
import type { JobCompletion, JobRun } from '#services/jobs/jobHandler.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

/**
 * Looks at the web page of a document again. When it reads otherwise, that is a new version, parsed like any
 * other; bytes alone do not count, for many pages hold the time or a number of their own.
 */
export async function recheckPage(
  ctx: ServiceContext,
  { document, url }: { document: Document; url: string },
  run: JobRun,
): Promise<JobCompletion> {
  const fetched = await fetchFile(ctx, url, run);
  if (fetched.sha256 === document.sha256) return (tx) => markUnchanged(tx, document);
  const key = { workspace_id: document.workspace_id, document_id: uuidv7() };
  const { facts, file } = await readFetchedFile(ctx, { key, fetched }, run);
  if (!(await readsAlike(ctx, document, file.pages)))
    return (tx) => addVersion(tx, { ...document, ...facts, id: key.document_id });
  await ctx.files.remove(key);
  return (tx) => markUnchanged(tx, document);
}

async function readsAlike(
  { db }: Pick<ServiceContext, 'db'>,
  { id }: Document,
  pages: ParsedPage[],
): Promise<boolean> {
  const known = await db
    .select({ text: documentPages.text })
    .from(documentPages)
    .where(eq(documentPages.document_id, id))
    .orderBy(asc(documentPages.page));
  return known.length === pages.length && known.every(({ text }, at) => text === pages[at]?.text);
}

async function markUnchanged(tx: Transaction, { id, workspace_id }: Document) {
  const [document] = await tx
    .update(documents)
    .set({ checked_at: sql`now()`, version: sql`${documents.version} + 1` })
    .where(and(eq(documents.workspace_id, workspace_id), eq(documents.id, id)))
    .returning(documentColumns);
  return [documentStatusUpdated(must(document, "the held job's document"))];
}

async function addVersion(tx: Transaction, version: Document): Promise<ScopedEvent[]> {
  const { id, workspace_id, series_id, source_url, created_by } = version;
  const { file_name, mime_type, size_bytes, sha256 }: FileFacts = version;
  const version_number = await nextNumber(tx, series_id);
  const same = await findSameContent(tx, version);
  if (same?.series_id === series_id) {
    // It says again what it has said before.
    const restored = same.status === 'ingested' ? await makeNewest(tx, same) : null;
    return restored ? [documentStatusUpdated(restored)] : [];
  }
  const facts = { file_name, mime_type, size_bytes, sha256 };
  const [inserted] = await tx
    .insert(documents)
    .values({ ...facts, id, workspace_id, source_url, series_id, version_number, created_by })
    .returning(documentColumns);
  const document = must(inserted, 'the inserted version');
  const job = await enqueueJob(tx, { job_type: 'parse', workspace_id, document_id: id });
  return [documentCreated(document), ...(await jobChanged(tx, job))];
}
