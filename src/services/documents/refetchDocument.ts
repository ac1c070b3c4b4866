import { currentVersion, type Document, type DocumentRef } from '#contract/documents.ts';
import { enqueueJob } from '#jobs/enqueue.ts';
import type { CallContext } from '#services/context.ts';
import { requireDocument } from '#services/documents/access.ts';
import { lockVersions } from '#services/documents/lockVersions.ts';
import { hasOpenJob, lockDocument } from '#services/documents/retryDocument.ts';
import { AppError } from '#services/errors.ts';
import { jobChanged } from '#services/jobs/jobChanged.ts';
import { announce, unchanged } from '#services/transaction.ts';

/**
 * Has the web page of a document looked at again: what has changed becomes a new version. A second call finds
 * the first one's job and changes nothing.
 * @throws AppError CONFLICT when it is no web page, or not the current version
 */
export async function refetchDocument(ctx: CallContext, input: DocumentRef): Promise<Document> {
  const { membership, document } = await requireDocument(ctx.db, {
    userId: ctx.caller.id,
    documentId: input.document_id,
    to: 'documents.write',
  });
  return ctx.withTransaction(async (tx) => {
    const current = await lockDocument(tx, membership.workspaceId, document.id);
    const versions = await lockVersions(tx, current.series_id);
    if (current.source_url === null || currentVersion(versions)?.id !== current.id)
      throw new AppError('CONFLICT', 'Only a web page that is ready can be looked at again');
    if (await hasOpenJob(tx, current.id)) return unchanged(current);
    const job = await enqueueJob(tx, {
      job_type: 'parse',
      workspace_id: current.workspace_id,
      document_id: current.id,
    });
    return announce(current, await jobChanged(tx, job));
  });
}
