'use client';

import { useCallback } from 'react';
import { trpc } from '#client/trpc.ts';
import { membersTexts as texts } from '#features/members/membersTexts.ts';

/** What people of the workspace are called. */
export function useNames(workspaceId: string): (userId: string | null) => string {
  const { data } = trpc.workspaces.members.list.useQuery({ workspace_id: workspaceId });
  return useCallback(
    (userId) => data?.find(({ user_id }) => user_id === userId)?.display_name || texts.unnamed,
    [data],
  );
}
