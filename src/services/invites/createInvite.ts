import { sql } from 'drizzle-orm';
import type { CreateInviteInput, CreateInviteResult } from '#contract/invites.ts';
import { rank } from '#contract/permissions.ts';
import { inviteColumns, invites } from '#db/schema/invites.ts';
import type { CallContext } from '#services/context.ts';
import { AppError } from '#services/errors.ts';
import { hashInviteToken, managerScopes, newInviteToken } from '#services/invites/access.ts';
import { inviteCreated } from '#services/invites/inviteEvents.ts';
import { addMember } from '#services/members/addMember.ts';
import { lockMembers } from '#services/members/lockMembers.ts';
import { memberAdded } from '#services/members/memberEvents.ts';
import { readMember } from '#services/members/readMember.ts';
import { findUserByEmail } from '#services/profiles/findUserByEmail.ts';
import { announce, unchanged } from '#services/transaction.ts';
import { requireMember } from '#services/workspaces/access.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

/**
 * Somebody with an account at the address becomes a member at once; otherwise the result has a link's token.
 * @throws AppError FORBIDDEN for a role above the caller's own
 */
export async function createInvite(
  ctx: CallContext,
  input: CreateInviteInput,
): Promise<CreateInviteResult> {
  const { workspaceId, role } = await requireMember(ctx.db, {
    userId: ctx.caller.id,
    workspaceId: input.workspace_id,
    to: 'invites.manage',
  });
  if (rank(input.role) < rank(role))
    throw new AppError('FORBIDDEN', `Only an ${input.role} can invite one`);
  const known = input.email ? await findUserByEmail(ctx.db, input.email) : null;
  return known === null
    ? inviteByLink(ctx, workspaceId, input)
    : addKnown(ctx, { workspaceId, userId: known, role: input.role });
}

async function addKnown(
  ctx: CallContext,
  one: Parameters<typeof addMember>[1],
): Promise<CreateInviteResult> {
  return ctx.withTransaction(async (tx) => {
    const workspace = await lockMembers(tx, one.workspaceId);
    const added = await addMember(tx, one);
    const result = { invite: null, token: null };
    if (!added) return unchanged({ ...result, member: await readMember(tx, one) });
    return announce({ ...result, member: added }, memberAdded(added, workspace));
  });
}

async function inviteByLink(
  ctx: CallContext,
  workspaceId: string,
  { role, email, expires_in_hours }: CreateInviteInput,
): Promise<CreateInviteResult> {
  const token = newInviteToken();
  return ctx.withTransaction(async (tx) => {
    const [row] = await tx
      .insert(invites)
      .values({
        id: uuidv7(),
        workspace_id: workspaceId,
        role,
        email: email ?? null,
        token_hash: hashInviteToken(token),
        created_by: ctx.caller.id,
        expires_at: sql`now() + ${expires_in_hours} * interval '1 hour'`,
      })
      .returning(inviteColumns);
    const invite = must(row, 'the inserted invitation');
    const [first, ...rest] = inviteCreated(await managerScopes(tx, workspaceId), invite);
    return announce({ invite, token, member: null }, [must(first, 'a manager'), ...rest]);
  });
}
