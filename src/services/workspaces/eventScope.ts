import { type Scope, userScope, workspaceScope } from '#events/append.ts';
import type { CallContext } from '#services/context.ts';
import { requireMember } from '#services/workspaces/access.ts';

export const ownScope = (ctx: CallContext): Scope => userScope(ctx.caller.id);

/**
 * The workspace's log.
 * @throws AppError NOT_FOUND for a stranger
 */
export async function readableScope(ctx: CallContext, workspaceId: string): Promise<Scope> {
  const { workspaceId: id } = await requireMember(ctx.db, { userId: ctx.caller.id, workspaceId });
  return workspaceScope(id);
}
