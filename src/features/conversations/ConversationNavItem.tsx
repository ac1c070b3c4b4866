'use client';

import { useTranslations } from 'next-intl';
import { Ellipsis, Lock, MessagesSquare, Pencil, Sparkles, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { toast } from 'sonner';
import { trpc } from '#client/trpc.ts';
import type { Conversation } from '#contract/conversations.ts';
import { ConfirmDialog } from '#ui/alert-dialog.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '#ui/dropdown-menu.tsx';
import { cn } from '#ui/cn.ts';
import { CountBadge } from '#ui/count-badge.tsx';
import { NameDialog } from '#ui/name-dialog.tsx';
import { navItemClass } from '#ui/nav-item.ts';

type ConversationNavItemProps = { conversation: Conversation; isOpen: boolean };

const icons = { ai: Sparkles, team: MessagesSquare, live: MessagesSquare };

export function ConversationNavItem({
  conversation,
  isOpen,
  unread,
}: ConversationNavItemProps & { unread: number }) {
  const t = useTranslations('conversations');
  const Icon = icons[conversation.kind];
  const [dialog, setDialog] = useState<'rename' | 'remove' | null>(null);
  const title = conversation.title || t('untitled');
  return (
    <li className="group relative min-w-0">
      <Link
        href={`/w/${conversation.workspace_id}/c/${conversation.id}`}
        aria-current={isOpen ? 'page' : undefined}
        title={title}
        className={`${navItemClass} pr-9`}
      >
        <Icon aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
        <span className={cn('min-w-0 flex-1 truncate', unread > 0 && 'font-semibold')}>
          {title}
        </span>
        {conversation.visibility === 'private' && (
          <Lock aria-label={t('private')} className="size-3 shrink-0 text-muted-foreground" />
        )}
        <CountBadge count={unread} label={t('unread', { count: unread })} />
      </Link>
      <DropdownMenu>
        <DropdownMenuTrigger
          aria-label={t('actions', { title })}
          // Where there is no pointer to hover with, it is always there.
          className="absolute top-1 right-1 grid size-7 place-items-center rounded-md text-muted-foreground group-hover:opacity-100 hover:bg-background focus-visible:opacity-100 data-[state=open]:opacity-100 pointer-fine:opacity-0"
        >
          <Ellipsis aria-hidden="true" className="size-4" />
        </DropdownMenuTrigger>
        <DropdownMenuContent align="start">
          <DropdownMenuItem onSelect={() => setDialog('rename')}>
            <Pencil /> {t('rename')}
          </DropdownMenuItem>
          <DropdownMenuItem isDestructive onSelect={() => setDialog('remove')}>
            <Trash2 /> {t('remove')}
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <Dialogs
        conversation={conversation}
        isOpen={isOpen}
        dialog={dialog}
        onClose={() => setDialog(null)}
      />
    </li>
  );
}

function Dialogs({
  conversation,
  isOpen,
  dialog,
  onClose,
}: ConversationNavItemProps & { dialog: 'rename' | 'remove' | null; onClose: () => void }) {
  const t = useTranslations('conversations');
  const router = useRouter();
  const { id: conversation_id, workspace_id } = conversation;
  const rename = trpc.conversations.rename.useMutation({
    onError: () => toast.error(t('renameFailed')),
  });
  const remove = trpc.conversations.remove.useMutation({
    onError: () => toast.error(t('removeFailed')),
  });
  const confirmRemove = () => {
    if (isOpen) router.push(`/w/${workspace_id}/documents`);
    remove.mutate({ conversation_id });
  };
  return (
    <>
      <NameDialog
        open={dialog === 'rename'}
        onClose={onClose}
        title={t('renameTitle')}
        label={t('renameLabel')}
        maxLength={200}
        initial={conversation.title}
        missing={t('renameMissing')}
        saveLabel={t('save')}
        cancelLabel={t('cancel')}
        onSave={(title) => rename.mutate({ conversation_id, title })}
      />
      <ConfirmDialog
        open={dialog === 'remove'}
        onOpenChange={onClose}
        title={t('removeTitle', { title: conversation.title || t('untitled') })}
        description={t('removeHint')}
        confirmLabel={t('removeConfirm')}
        onConfirm={confirmRemove}
      />
    </>
  );
}
