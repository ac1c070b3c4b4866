import { and, desc, eq } from 'drizzle-orm';
import type { AddUrlInput, UploadDocumentResult } from '#contract/documents.ts';
import { documentColumns, documents } from '#db/schema/documents.ts';
import { enqueueJob } from '#jobs/enqueue.ts';
import type { CallContext } from '#services/context.ts';
import { documentCreated } from '#services/documents/documentEvents.ts';
import { pageName } from '#domain/fetching/pageName.ts';
import { lockName } from '#services/documents/findSeries.ts';
import { jobChanged } from '#services/jobs/jobChanged.ts';
import { announce, unchanged } from '#services/transaction.ts';
import { requireMember } from '#services/workspaces/access.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

/**
 * A document of a web page, which its parse job fetches. The same address in the same workspace is the document
 * that is there already.
 * @throws AppError NOT_FOUND, FORBIDDEN for a viewer
 */
export async function addUrl(
  ctx: CallContext,
  { workspace_id, url: source_url }: AddUrlInput,
): Promise<UploadDocumentResult> {
  await requireMember(ctx.db, {
    userId: ctx.caller.id,
    workspaceId: workspace_id,
    to: 'documents.write',
  });
  return ctx.withTransaction<UploadDocumentResult>(async (tx) => {
    await lockName(tx, [workspace_id, source_url]);
    const [existing] = await tx
      .select(documentColumns)
      .from(documents)
      .where(and(eq(documents.workspace_id, workspace_id), eq(documents.source_url, source_url)))
      .orderBy(desc(documents.version_number))
      .limit(1);
    if (existing) return unchanged({ document: existing, duplicate: true });
    const id = uuidv7();
    const [inserted] = await tx
      .insert(documents)
      .values({
        id,
        workspace_id,
        source_url,
        file_name: pageName(new URL(source_url)),
        mime_type: 'application/octet-stream',
        size_bytes: 0,
        sha256: '',
        series_id: id,
        created_by: ctx.caller.id,
      })
      .returning(documentColumns);
    const document = must(inserted, 'the inserted document');
    const job = await enqueueJob(tx, { job_type: 'parse', workspace_id, document_id: id });
    return announce({ document, duplicate: false }, [
      documentCreated(document),
      ...(await jobChanged(tx, job)),
    ]);
  });
}
