import { and, eq, sql } from 'drizzle-orm';
import type { CannedReply, CannedReplyRef, UpdateCannedReplyInput } from '#contract/live.ts';
import { postgresCode, uniqueViolation } from '#db/postgresCode.ts';
import { cannedReplies, cannedReplyColumns } from '#db/schema/live.ts';
import { workspaceScope } from '#events/append.ts';
import type { CallContext } from '#services/context.ts';
import { AppError, notFound } from '#services/errors.ts';
import { shortcutInUse } from '#services/live/createCannedReply.ts';
import { cannedReplyChanged } from '#services/live/liveEvents.ts';
import { announce } from '#services/transaction.ts';
import { requireMember } from '#services/workspaces/access.ts';

/** @throws AppError NOT_FOUND, CONFLICT when the shortcut is in use */
export async function updateCannedReply(
  ctx: CallContext,
  { canned_reply_id, shortcut, text }: UpdateCannedReplyInput,
): Promise<CannedReply> {
  const { workspace_id } = await requireCannedReply(ctx, canned_reply_id);
  return ctx
    .withTransaction(async (tx) => {
      const [reply] = await tx
        .update(cannedReplies)
        .set({ shortcut, text, version: sql`${cannedReplies.version} + 1` })
        .where(
          and(eq(cannedReplies.workspace_id, workspace_id), eq(cannedReplies.id, canned_reply_id)),
        )
        .returning(cannedReplyColumns);
      if (!reply) throw notFound('Canned reply');
      return announce(reply, cannedReplyChanged('canned_reply.updated', reply));
    })
    .catch((error: unknown) => {
      if (postgresCode(error) === uniqueViolation) throw shortcutInUse();
      throw error;
    });
}

export async function removeCannedReply(
  ctx: CallContext,
  { canned_reply_id }: CannedReplyRef,
): Promise<CannedReplyRef> {
  const { workspace_id } = await requireCannedReply(ctx, canned_reply_id);
  return ctx.withTransaction(async (tx) => {
    const removed = await tx
      .delete(cannedReplies)
      .where(
        and(eq(cannedReplies.workspace_id, workspace_id), eq(cannedReplies.id, canned_reply_id)),
      )
      .returning({ id: cannedReplies.id });
    if (removed.length === 0) throw notFound('Canned reply');
    const payload = { workspace_id, canned_reply_id };
    return announce({ canned_reply_id }, [
      { scope: workspaceScope(workspace_id), event: { type: 'canned_reply.deleted', payload } },
    ]);
  });
}

async function requireCannedReply(ctx: CallContext, id: string): Promise<CannedReply> {
  const [reply] = await ctx.db
    .select(cannedReplyColumns)
    .from(cannedReplies)
    .where(eq(cannedReplies.id, id));
  if (!reply) throw notFound('Canned reply');
  const { workspace_id: workspaceId } = reply;
  await requireMember(ctx.db, { userId: ctx.caller.id, workspaceId, to: 'customers.answer' }).catch(
    (error: unknown) => {
      if (error instanceof AppError && error.code === 'NOT_FOUND') throw notFound('Canned reply');
      throw error;
    },
  );
  return reply;
}
