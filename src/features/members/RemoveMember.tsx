'use client';

import { useTranslations } from 'next-intl';
import { LogOut, UserMinus } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { trpc } from '#client/trpc.ts';
import type { Member } from '#contract/members.ts';
import { ConfirmDialog } from '#ui/alert-dialog.tsx';
import { IconButton } from '#ui/icon-button.tsx';

/** Takes somebody out of the workspace, or lets the reader leave it. */
export function RemoveMember({
  member,
  isOwn,
  name,
}: {
  member: Member;
  isOwn: boolean;
  name: string;
}) {
  const t = useTranslations('members');
  const [isAsking, setIsAsking] = useState(false);
  const { workspace_id, user_id } = member;
  const remove = trpc.workspaces.members.remove.useMutation({
    onError: ({ data }) =>
      toast.error(data?.code === 'CONFLICT' ? t('lastOwner') : t('removeFailed')),
  });
  return (
    <>
      <IconButton
        label={isOwn ? t('leave') : `${t('remove')}: ${name}`}
        onClick={() => setIsAsking(true)}
      >
        {isOwn ? <LogOut /> : <UserMinus />}
      </IconButton>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setIsAsking}
        title={isOwn ? t('leaveTitle') : t('removeTitle', { name })}
        description={isOwn ? t('leaveHint') : t('removeHint')}
        confirmLabel={isOwn ? t('leaveConfirm') : t('removeConfirm')}
        onConfirm={() => remove.mutate({ workspace_id, user_id })}
      />
    </>
  );
}
