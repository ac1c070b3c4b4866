'use client';

import { trpc } from '#client/trpc.ts';
import { allows } from '#contract/permissions.ts';
import type { Presence } from '#contract/presence.ts';
import { useNames } from '#features/members/useNames.ts';

type Operator = {
  user_id: string;
  name: string;
  presence: Pick<Presence, 'status' | 'available'>;
};

/** Who may answer customers, by name, and whether they are there. */
export function useOperators(workspace_id: string): Operator[] {
  const nameOf = useNames(workspace_id);
  const { data: members = [] } = trpc.workspaces.members.list.useQuery({ workspace_id });
  const { data: presences = [] } = trpc.presence.list.useQuery({ workspace_id });
  return members
    .filter(({ role }) => allows(role, 'customers.answer'))
    .map(({ user_id }) => ({
      user_id,
      name: nameOf(user_id),
      presence: presences.find((each) => each.user_id === user_id) ?? {
        status: 'offline' as const,
        available: true,
      },
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}
