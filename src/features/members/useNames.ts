'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { trpc } from '#client/trpc.ts';

/** What people of the workspace are called; `otherwise` is for whoever is not one of them. */
export function useNames(
  workspaceId: string,
): (userId: string | null, otherwise?: string) => string {
  const t = useTranslations('members');
  const { data } = trpc.workspaces.members.list.useQuery({ workspace_id: workspaceId });
  return useCallback(
    (userId, otherwise = t('unnamed')) => {
      const member = data?.find(({ user_id }) => user_id === userId);
      return member ? member.display_name || t('unnamed') : otherwise;
    },
    [data, t],
  );
}
