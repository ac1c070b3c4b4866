import { eq, sql } from 'drizzle-orm';
import type { Presence, SetAvailableInput } from '#contract/presence.ts';
import { presencePeople } from '#db/schema/presence.ts';
import { workspaceMembers } from '#db/schema/workspaces.ts';
import type { CallContext } from '#services/context.ts';
import { tellPresence } from '#services/presence/changePresence.ts';
import { readPresence } from '#services/presence/readPresence.ts';
import { unchanged } from '#services/transaction.ts';
import { requireMember } from '#services/workspaces/access.ts';
import { must } from '#shared/must.ts';

/** Whether the caller answers customers; kept until they say otherwise. */
export async function setAvailable(
  ctx: CallContext,
  { workspace_id, available }: SetAvailableInput,
): Promise<Presence> {
  const { workspaceId, userId } = await requireMember(ctx.db, {
    userId: ctx.caller.id,
    workspaceId: workspace_id,
  });
  await ctx.withTransaction(async (tx) => {
    await tx
      .insert(presencePeople)
      .values({ workspace_id: workspaceId, user_id: userId, available })
      .onConflictDoUpdate({
        target: [presencePeople.workspace_id, presencePeople.user_id],
        set: { available, version: sql`${presencePeople.version} + 1` },
      });
    return unchanged(null);
  });
  const [own] = await readPresence(ctx.db, workspaceId, eq(workspaceMembers.user_id, userId));
  const told = must(own, 'the caller, who is a member');
  tellPresence(ctx, told);
  return told;
}
