import type { CannedReply, CreateCannedReplyInput } from '#contract/live.ts';
import { cannedReplies, cannedReplyColumns } from '#db/schema/live.ts';
import type { CallContext } from '#services/context.ts';
import { AppError } from '#services/errors.ts';
import { cannedReplyChanged } from '#services/live/liveEvents.ts';
import { announce } from '#services/transaction.ts';
import { requireMember } from '#services/workspaces/access.ts';
import { uuidv7 } from '#shared/uuid.ts';

/** @throws AppError CONFLICT when the shortcut is in use */
export async function createCannedReply(
  ctx: CallContext,
  { workspace_id, ...values }: CreateCannedReplyInput,
): Promise<CannedReply> {
  const { workspaceId } = await requireMember(ctx.db, {
    userId: ctx.caller.id,
    workspaceId: workspace_id,
    to: 'customers.answer',
  });
  return ctx.withTransaction(async (tx) => {
    const [reply] = await tx
      .insert(cannedReplies)
      .values({ ...values, id: uuidv7(), workspace_id: workspaceId, created_by: ctx.caller.id })
      .onConflictDoNothing({ target: [cannedReplies.workspace_id, cannedReplies.shortcut] })
      .returning(cannedReplyColumns);
    if (!reply) throw shortcutInUse();
    return announce(reply, cannedReplyChanged('canned_reply.created', reply));
  });
}

export const shortcutInUse = () => new AppError('CONFLICT', 'That shortcut is in use');
