import { and, eq, inArray } from 'drizzle-orm';
import type { Document, DocumentRef } from '#contract/documents.ts';
import { openStatuses } from '#contract/jobs.ts';
import type { Transaction } from '#db/client.ts';
import { documentColumns, documents } from '#db/schema/documents.ts';
import { jobs } from '#db/schema/jobs.ts';
import { enqueueJob } from '#jobs/enqueue.ts';
import type { CallContext } from '#services/context.ts';
import { requireDocument } from '#services/documents/access.ts';
import { documentStatusUpdated } from '#services/documents/documentEvents.ts';
import { updateDocumentStatus } from '#services/documents/updateStatus.ts';
import { AppError, notFound } from '#services/errors.ts';
import { jobChanged } from '#services/jobs/jobChanged.ts';
import { announce, unchanged } from '#services/transaction.ts';
import { must } from '#shared/must.ts';

/**
 * Starts a document in `error` anew, from where it failed. A second call, or a second person's, finds the
 * work under way and changes nothing.
 * @throws AppError CONFLICT when the document is not in `error`
 */
export async function retryDocument(ctx: CallContext, input: DocumentRef): Promise<Document> {
  const { membership, document } = await requireDocument(ctx.db, {
    userId: ctx.caller.id,
    documentId: input.document_id,
    to: 'documents.write',
  });
  return ctx.withTransaction(async (tx) => {
    const current = await lockDocument(tx, membership.workspaceId, document.id);
    if (await hasOpenJob(tx, current.id)) return unchanged(current);
    if (current.status !== 'error')
      throw new AppError('CONFLICT', 'Only a document that failed can be retried');
    const wasParsed = current.page_count !== null;
    const updated = must(
      await updateDocumentStatus(tx, current.id, { status: wasParsed ? 'parsed' : 'pending' }),
      'the locked document',
    );
    const job = await enqueueJob(tx, {
      job_type: wasParsed ? 'ingest' : 'parse',
      workspace_id: current.workspace_id,
      document_id: current.id,
    });
    return announce(updated, [documentStatusUpdated(updated), ...(await jobChanged(tx, job))]);
  });
}

export async function lockDocument(tx: Transaction, workspaceId: string, documentId: string) {
  const [document] = await tx
    .select(documentColumns)
    .from(documents)
    .where(and(eq(documents.workspace_id, workspaceId), eq(documents.id, documentId)))
    .for('update');
  if (!document) throw notFound('Document');
  return document;
}

export async function hasOpenJob(tx: Transaction, documentId: string): Promise<boolean> {
  const open = await tx
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(eq(jobs.document_id, documentId), inArray(jobs.status, openStatuses)));
  return open.length > 0;
}
