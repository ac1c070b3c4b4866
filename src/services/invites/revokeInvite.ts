import { eq } from 'drizzle-orm';
import type { InviteRef } from '#contract/invites.ts';
import { inviteColumns, invites } from '#db/schema/invites.ts';
import type { CallContext } from '#services/context.ts';
import { AppError, notFound } from '#services/errors.ts';
import { managerScopes } from '#services/invites/access.ts';
import { inviteDeleted } from '#services/invites/inviteEvents.ts';
import { announce } from '#services/transaction.ts';
import { requireMember } from '#services/workspaces/access.ts';
import { must } from '#shared/must.ts';

/** From now on the link leads nowhere. @throws AppError NOT_FOUND */
export async function revokeInvite(ctx: CallContext, { invite_id }: InviteRef): Promise<InviteRef> {
  const [invite] = await ctx.db
    .select(inviteColumns)
    .from(invites)
    .where(eq(invites.id, invite_id));
  if (!invite) throw notFound('Invitation');
  const { workspace_id: workspaceId } = invite;
  await requireMember(ctx.db, {
    userId: ctx.caller.id,
    workspaceId,
    to: 'invites.manage',
  }).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'NOT_FOUND') throw notFound('Invitation');
    throw error;
  });
  return ctx.withTransaction(async (tx) => {
    const revoked = await tx
      .delete(invites)
      .where(eq(invites.id, invite_id))
      .returning({ id: invites.id });
    if (revoked.length === 0) throw notFound('Invitation');
    const [first, ...rest] = inviteDeleted(await managerScopes(tx, workspaceId), invite);
    return announce({ invite_id }, [must(first, 'a manager'), ...rest]);
  });
}
