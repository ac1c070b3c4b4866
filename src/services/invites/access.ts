import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, inArray, sql } from 'drizzle-orm';
import type { Invite } from '#contract/invites.ts';
import type { Reader } from '#db/client.ts';
import { inviteColumns, invites } from '#db/schema/invites.ts';
import { workspaceMembers } from '#db/schema/workspaces.ts';
import { type Scope, userScope } from '#events/append.ts';
import { notFound } from '#services/errors.ts';

const tokenBytes = 32;

export const newInviteToken = (): string => randomBytes(tokenBytes).toString('base64url');

export const hashInviteToken = (token: string): string =>
  createHash('sha256').update(token).digest('hex');

export const isOpen = gt(invites.expires_at, sql`now()`);

/** @throws AppError NOT_FOUND for a token that was never given, was revoked or has expired */
export async function requireInvite(db: Pick<Reader, 'select'>, token: string): Promise<Invite> {
  const [invite] = await db
    .select(inviteColumns)
    .from(invites)
    .where(and(eq(invites.token_hash, hashInviteToken(token)), isOpen));
  if (!invite) throw notFound('Invitation');
  return invite;
}

/** Invitations are the business of those who may make them. */
export async function managerScopes(
  db: Pick<Reader, 'select'>,
  workspaceId: string,
): Promise<Scope[]> {
  const managers = await db
    .select({ userId: workspaceMembers.user_id })
    .from(workspaceMembers)
    .where(
      and(
        eq(workspaceMembers.workspace_id, workspaceId),
        inArray(workspaceMembers.role, ['owner', 'admin']),
      ),
    );
  return managers.map(({ userId }) => userScope(userId));
}
