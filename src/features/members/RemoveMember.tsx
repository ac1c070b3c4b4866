'use client';

import { LogOut, UserMinus } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { trpc } from '#client/trpc.ts';
import type { Member } from '#contract/members.ts';
import { membersTexts as texts } from '#features/members/membersTexts.ts';
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
  const [isAsking, setIsAsking] = useState(false);
  const { workspace_id, user_id } = member;
  const remove = trpc.workspaces.members.remove.useMutation({
    onError: ({ data }) =>
      toast.error(data?.code === 'CONFLICT' ? texts.lastOwner : texts.removeFailed),
  });
  return (
    <>
      <IconButton
        label={isOwn ? texts.leave : `${texts.remove}: ${name}`}
        onClick={() => setIsAsking(true)}
      >
        {isOwn ? <LogOut /> : <UserMinus />}
      </IconButton>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setIsAsking}
        title={isOwn ? texts.leaveTitle : texts.removeTitle(name)}
        description={isOwn ? texts.leaveHint : texts.removeHint}
        confirmLabel={isOwn ? texts.leaveConfirm : texts.removeConfirm}
        onConfirm={() => remove.mutate({ workspace_id, user_id })}
      />
    </>
  );
}
