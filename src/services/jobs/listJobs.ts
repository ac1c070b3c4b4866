import { and, desc, eq, inArray, isNull, or } from 'drizzle-orm';
import { type Job, type ListJobsInput, openStatuses } from '#contract/jobs.ts';
import { conversations } from '#db/schema/conversations.ts';
import { jobColumns, jobs } from '#db/schema/jobs.ts';
import type { CallContext } from '#services/context.ts';
import { readableBy } from '#services/conversations/access.ts';
import { requireMember } from '#services/workspaces/access.ts';

/** Newest first; of the answers, those in conversations that the caller may read. */
export async function listJobs(ctx: CallContext, input: ListJobsInput): Promise<Job[]> {
  const { workspaceId } = await requireMember(ctx.db, {
    userId: ctx.caller.id,
    workspaceId: input.workspace_id,
  });
  const readable = ctx.db
    .select({ id: conversations.id })
    .from(conversations)
    .where(and(eq(conversations.workspace_id, workspaceId), readableBy(ctx.db, ctx.caller.id)));
  return ctx.db
    .select(jobColumns)
    .from(jobs)
    .where(
      and(
        eq(jobs.workspace_id, workspaceId),
        or(isNull(jobs.conversation_id), inArray(jobs.conversation_id, readable)),
        input.document_id === undefined ? undefined : eq(jobs.document_id, input.document_id),
        input.open ? inArray(jobs.status, openStatuses) : undefined,
      ),
    )
    .orderBy(desc(jobs.id));
}
