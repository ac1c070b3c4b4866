import { asc, eq } from 'drizzle-orm';
import type { CannedReply } from '#contract/live.ts';
import type { WorkspaceRef } from '#contract/workspaces.ts';
import { cannedReplies, cannedReplyColumns } from '#db/schema/live.ts';
import type { CallContext } from '#services/context.ts';
import { requireMember } from '#services/workspaces/access.ts';

/** Oldest first. */
export async function listCannedReplies(
  ctx: CallContext,
  input: WorkspaceRef,
): Promise<CannedReply[]> {
  const { workspaceId } = await requireMember(ctx.db, {
    userId: ctx.caller.id,
    workspaceId: input.workspace_id,
  });
  return ctx.db
    .select(cannedReplyColumns)
    .from(cannedReplies)
    .where(eq(cannedReplies.workspace_id, workspaceId))
    .orderBy(asc(cannedReplies.id));
}
