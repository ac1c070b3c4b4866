'use client';

import { useTranslations } from 'next-intl';
import { ChevronsUpDown, Pencil, Plus, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { trpc } from '#client/trpc.ts';
import type { Workspace } from '#contract/workspaces.ts';
import { type WorkspaceDialog, WorkspaceDialogs } from '#features/workspaces/WorkspaceDialogs.tsx';
import {
  followedElsewhere,
  WaitingBadge,
  WaitingDot,
} from '#features/workspaces/UnreadElsewhere.tsx';
import { Avatar } from '#ui/avatar.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#ui/dropdown-menu.tsx';

/** Shows which workspace is open; its menu opens another, makes one, renames or deletes this one. */
export function WorkspaceSwitcher({ workspace }: { workspace: Workspace }) {
  const t = useTranslations('workspaces');
  const router = useRouter();
  const { data: workspaces = [workspace] } = trpc.workspaces.list.useQuery({});
  const others = workspaces.filter(({ id }) => id !== workspace.id).slice(0, followedElsewhere);
  const [dialog, setDialog] = useState<WorkspaceDialog | null>(null);
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger
          aria-label={t('switcher', { name: workspace.name })}
          className="flex h-11 w-full items-center gap-2.5 rounded-lg border bg-background px-2.5 text-left hover:bg-accent"
        >
          <span className="relative">
            <Avatar name={workspace.name} className="rounded-md" />
            {others.map(({ id }) => (
              <WaitingDot key={id} workspaceId={id} />
            ))}
          </span>
          <span className="min-w-0 flex-1 truncate text-sm font-medium">{workspace.name}</span>
          <ChevronsUpDown aria-hidden="true" className="size-4 text-muted-foreground" />
        </DropdownMenuTrigger>
        <DropdownMenuContent
          align="start"
          className="w-(--radix-dropdown-menu-trigger-width) min-w-60"
        >
          <DropdownMenuLabel>{t('yours')}</DropdownMenuLabel>
          <DropdownMenuRadioGroup
            value={workspace.id}
            onValueChange={(id) => router.push(`/w/${id}/documents`)}
          >
            {workspaces.map(({ id, name }) => (
              <DropdownMenuRadioItem key={id} value={id}>
                <Avatar name={name} className="size-6 rounded-md" />
                <span className="min-w-0 flex-1 truncate">{name}</span>
                <WaitingBadge workspaceId={id} />
              </DropdownMenuRadioItem>
            ))}
          </DropdownMenuRadioGroup>
          <DropdownMenuItem onSelect={() => setDialog('create')}>
            <Plus /> {t('newTitle')}
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuLabel>{t('thisOne')}</DropdownMenuLabel>
          <DropdownMenuItem onSelect={() => setDialog('rename')}>
            <Pencil /> {t('rename')}
          </DropdownMenuItem>
          <DropdownMenuItem isDestructive onSelect={() => setDialog('remove')}>
            <Trash2 /> {t('remove')}
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <WorkspaceDialogs workspace={workspace} open={dialog} onClose={() => setDialog(null)} />
    </>
  );
}
