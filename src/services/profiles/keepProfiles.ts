import { eq, sql } from 'drizzle-orm';
import { profiles } from '#db/schema/profiles.ts';
import { workspaceMembers } from '#db/schema/workspaces.ts';
import type { ScopedEvent } from '#events/append.ts';
import type { Caller, ServiceContext } from '#services/context.ts';
import { memberChanged } from '#services/members/memberEvents.ts';
import { readMembers } from '#services/members/readMember.ts';
import { announce, unchanged } from '#services/transaction.ts';

/** More people than one process sees in a day. */
const maxKnown = 10_000;

/**
 * Keeps what tokens say of people, so that others can be shown a name. Once for each person and process, and
 * again when it changes; visitors without an account are nobody's colleagues.
 */
export function keepProfiles(
  ctx: Pick<ServiceContext, 'db' | 'withTransaction'>,
): (caller: Caller) => Promise<void> {
  const known = new Map<string, string>();
  return async (caller) => {
    if (caller.isAnonymous) return;
    const seen = `${caller.displayName}\n${caller.email ?? ''}`;
    if (known.get(caller.id) === seen) return;
    await keepProfile(ctx, caller);
    if (known.size >= maxKnown) known.clear();
    known.set(caller.id, seen);
  };
}

async function keepProfile(
  ctx: Pick<ServiceContext, 'db' | 'withTransaction'>,
  { id, displayName: display_name, email }: Caller,
): Promise<void> {
  const values = { display_name, email: email?.toLowerCase() ?? null };
  const [before] = await ctx.db.select().from(profiles).where(eq(profiles.user_id, id));
  if (before?.display_name === values.display_name && before.email === values.email) return;
  await ctx.withTransaction(async (tx) => {
    await tx
      .insert(profiles)
      .values({ user_id: id, ...values })
      .onConflictDoUpdate({
        target: profiles.user_id,
        set: { ...values, updated_at: sql`now()` },
      });
    await tx
      .update(workspaceMembers)
      .set({ version: sql`${workspaceMembers.version} + 1` })
      .where(eq(workspaceMembers.user_id, id));
    const members = await readMembers(tx, eq(workspaceMembers.user_id, id));
    const events: ScopedEvent[] = members.flatMap((member) =>
      memberChanged('member.updated', member),
    );
    const [first, ...rest] = events;
    return first ? announce(null, [first, ...rest]) : unchanged(null);
  });
}
