'use client';

import { useCallback } from 'react';
import { trpc } from '#client/trpc.ts';
import { membersTexts as texts } from '#features/members/membersTexts.ts';

/** What people of the workspace are called; `otherwise` is for whoever is not one of them. */
export function useNames(
  workspaceId: string,
): (userId: string | null, otherwise?: string) => string {
  const { data } = trpc.workspaces.members.list.useQuery({ workspace_id: workspaceId });
  return useCallback(
    (userId, otherwise = texts.unnamed) => {
      const member = data?.find(({ user_id }) => user_id === userId);
      return member ? member.display_name || texts.unnamed : otherwise;
    },
    [data],
  );
}
