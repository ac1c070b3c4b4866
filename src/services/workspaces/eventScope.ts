import { type Scope, userScope, workspaceScope } from '#events/append.ts';
import type { CallContext } from '#services/context.ts';
import { AppError } from '#services/errors.ts';
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

/** @throws when the database cannot be asked */
export async function canRead(ctx: CallContext, workspaceId: string): Promise<boolean> {
  return readableScope(ctx, workspaceId).then(
    () => true,
    (error: unknown) => {
      if (error instanceof AppError && error.code === 'NOT_FOUND') return false;
      throw error;
    },
  );
}
