import { and, desc, eq } from 'drizzle-orm';
import type { Job, ListJobsInput } from '#contract/jobs.ts';
import { jobColumns, jobs } from '#db/schema/jobs.ts';
import type { CallContext } from '#services/context.ts';
import { requireMember } from '#services/workspaces/access.ts';

/** Newest first. */
export async function listJobs(ctx: CallContext, input: ListJobsInput): Promise<Job[]> {
  const { workspaceId } = await requireMember(ctx.db, {
    userId: ctx.caller.id,
    workspaceId: input.workspace_id,
  });
  return ctx.db
    .select(jobColumns)
    .from(jobs)
    .where(
      and(
        eq(jobs.workspace_id, workspaceId),
        input.document_id === undefined ? undefined : eq(jobs.document_id, input.document_id),
      ),
    )
    .orderBy(desc(jobs.id));
}
