'use client';

import { trpc } from '#client/trpc.ts';
import type { MemberRole } from '#contract/members.ts';
import { type Action, allows } from '#contract/permissions.ts';
import { useUserId } from '#features/auth/useUserId.ts';

/** The person's role in the workspace, and what it allows; until it is known, nothing is taken away. */
export function useOwnRole(workspaceId: string): {
  role: MemberRole | null;
  can: (action: Action) => boolean;
} {
  const userId = useUserId();
  const { data } = trpc.workspaces.members.list.useQuery({ workspace_id: workspaceId });
  const role = data?.find(({ user_id }) => user_id === userId)?.role ?? null;
  return { role, can: (action) => role === null || allows(role, action) };
}
