'use client';

import { useTranslations } from 'next-intl';
import { Share2, UserPlus, Users, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { toast } from 'sonner';
import { trpc } from '#client/trpc.ts';
import type { Conversation } from '#contract/conversations.ts';
import { useUserId } from '#features/auth/useUserId.ts';
import { useNames } from '#features/members/useNames.ts';
import { useOwnRole } from '#features/members/useOwnRole.ts';
import { ConfirmDialog } from '#ui/alert-dialog.tsx';
import { Avatar } from '#ui/avatar.tsx';
import { Button } from '#ui/button.tsx';
import { Dialog, DialogContent } from '#ui/dialog.tsx';
import { IconButton } from '#ui/icon-button.tsx';

/** Who takes part in a conversation, and who else may. */
export function Participants({ conversation }: { conversation: Conversation }) {
  const t = useTranslations('conversations');
  const [isOpen, setIsOpen] = useState(false);
  const [isSharing, setIsSharing] = useState(false);
  const { id: conversation_id, workspace_id, visibility } = conversation;
  const { data = [] } = trpc.conversations.participants.list.useQuery({ conversation_id });
  const share = trpc.conversations.share.useMutation({
    onError: () => toast.error(t('changeFailed')),
  });
  const mayWrite = useOwnRole(workspace_id).can('conversations.write');
  const isPrivate = visibility === 'private';
  return (
    <>
      {isPrivate && mayWrite && (
        <Button variant="ghost" size="sm" onClick={() => setIsSharing(true)}>
          <Share2 /> <span className="max-sm:sr-only">{t('share')}</span>
        </Button>
      )}
      <Button variant="ghost" size="sm" onClick={() => setIsOpen(true)}>
        <Users /> {t('participants', { count: data.length })}
      </Button>
      <Dialog open={isOpen} onOpenChange={setIsOpen}>
        <DialogContent
          title={t('participantsTitle')}
          description={isPrivate ? t('participantsPrivate') : t('participantsOpen')}
        >
          <ParticipantList conversation={conversation} mayWrite={mayWrite} />
        </DialogContent>
      </Dialog>
      <ConfirmDialog
        open={isSharing}
        onOpenChange={setIsSharing}
        title={t('shareTitle')}
        description={t('shareHint')}
        confirmLabel={t('shareConfirm')}
        onConfirm={() => share.mutate({ conversation_id })}
      />
    </>
  );
}

function ParticipantList({
  conversation,
  mayWrite,
}: {
  conversation: Conversation;
  mayWrite: boolean;
}) {
  const t = useTranslations('conversations');
  const { id: conversation_id, workspace_id } = conversation;
  const userId = useUserId();
  const nameOf = useNames(workspace_id);
  const onError = () => void toast.error(t('changeFailed'));
  const { data = [] } = trpc.conversations.participants.list.useQuery({ conversation_id });
  const { data: members = [] } = trpc.workspaces.members.list.useQuery({ workspace_id });
  const add = trpc.conversations.participants.add.useMutation({ onError });
  const remove = trpc.conversations.participants.remove.useMutation({ onError });
  const others = members.filter(
    (member) => !data.some(({ user_id }) => user_id === member.user_id),
  );
  return (
    <div className="grid grid-cols-1 gap-4">
      <ul className="grid grid-cols-1 gap-1">
        {data.map(({ user_id }) => (
          <Person key={user_id} name={nameOf(user_id)}>
            {(mayWrite || user_id === userId) && (
              <IconButton
                label={
                  user_id === userId ? t('leave') : t('removePerson', { name: nameOf(user_id) })
                }
                onClick={() => remove.mutate({ conversation_id, user_id })}
              >
                <X />
              </IconButton>
            )}
          </Person>
        ))}
      </ul>
      {mayWrite && others.length > 0 && (
        <section aria-label={t('addPerson')}>
          <h3 className="mb-1 text-sm font-medium">{t('addPerson')}</h3>
          <ul className="grid max-h-48 grid-cols-1 gap-1 overflow-y-auto">
            {others.map(({ user_id }) => (
              <Person key={user_id} name={nameOf(user_id)}>
                <IconButton
                  label={t('add', { name: nameOf(user_id) })}
                  onClick={() => add.mutate({ conversation_id, user_id })}
                >
                  <UserPlus />
                </IconButton>
              </Person>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Person({ name, children }: { name: string; children: ReactNode }) {
  return (
    <li className="flex items-center gap-2.5 text-sm">
      <Avatar name={name} />
      <span className="min-w-0 flex-1 truncate">{name}</span>
      {children}
    </li>
  );
}
