import { desc, eq } from 'drizzle-orm';
import type { DocumentRef, DocumentWithJobs } from '#contract/documents.ts';
import { jobColumns, jobs } from '#db/schema/jobs.ts';
import type { CallContext } from '#services/context.ts';
import { requireDocument } from '#services/documents/access.ts';

export async function getDocument(ctx: CallContext, input: DocumentRef): Promise<DocumentWithJobs> {
  const { document } = await requireDocument(ctx.db, {
    userId: ctx.caller.id,
    documentId: input.document_id,
  });
  const documentJobs = await ctx.db
    .select(jobColumns)
    .from(jobs)
    .where(eq(jobs.document_id, document.id))
    .orderBy(desc(jobs.id));
  return { ...document, jobs: documentJobs };
}
