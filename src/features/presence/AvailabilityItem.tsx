'use client';

import { useTranslations } from 'next-intl';
import { Headset } from 'lucide-react';
import { toast } from 'sonner';
import { withPresence } from '#client/presence.ts';
import { trpc } from '#client/trpc.ts';
import { useUserId } from '#features/auth/useUserId.ts';
import { DropdownMenuCheckboxItem } from '#ui/dropdown-menu.tsx';

/** In a menu: whether the person answers the workspace's customers. */
export function AvailabilityItem({ workspaceId: workspace_id }: { workspaceId: string }) {
  const t = useTranslations('presence');
  const userId = useUserId();
  const utils = trpc.useUtils();
  const { data } = trpc.presence.list.useQuery({ workspace_id });
  const own = data?.find(({ user_id }) => user_id === userId);
  const set = trpc.presence.set.useMutation({
    onSuccess: (told) =>
      utils.presence.list.setData(
        { workspace_id },
        (known) => known && [...withPresence(known, told)],
      ),
    onError: () => toast.error(t('setFailed')),
  });
  return (
    <DropdownMenuCheckboxItem
      checked={own?.available ?? true}
      onCheckedChange={(available) => set.mutate({ workspace_id, available })}
    >
      <Headset className="text-muted-foreground" /> {t('available')}
    </DropdownMenuCheckboxItem>
  );
}
