'use client';

import { useLocale, useTranslations } from 'next-intl';
import { IdCard, X } from 'lucide-react';
import type { Chat, Operator } from '#contract/chat.ts';
import { describeTeam } from '#features/chat/describeTeam.ts';
import { useHost } from '#features/chat/HostProvider.tsx';
import { Avatar } from '#ui/avatar.tsx';
import { IconButton } from '#ui/icon-button.tsx';

const mostFaces = 3;

type ChatHeaderProps = { chat: Chat; operators: readonly Operator[]; onDetails: () => void };

/** Whose chat it is and who is there. */
export function ChatHeader({ chat, operators, onDetails }: ChatHeaderProps) {
  const t = useTranslations('chat');
  const locale = useLocale();

  const { host, tell } = useHost();
  const online = operators.filter((each) => each.online);
  return (
    <header className="border-b bg-sidebar">
      <div className="mx-auto flex min-h-16 w-full max-w-3xl items-center gap-3 px-4 py-2.5 sm:px-8">
        <Faces name={chat.workspace_name} online={online} />
        <div className="min-w-0 flex-1">
          <h1 className="truncate text-[0.9375rem] leading-tight font-semibold">
            {chat.workspace_name}
          </h1>
          <p
            role="status"
            className="line-clamp-2 text-[0.8125rem] text-balance break-words text-muted-foreground"
          >
            {describeTeam(chat, operators, { t, locale })}
          </p>
        </div>
        <IconButton label={t('details')} onClick={onDetails}>
          <IdCard />
        </IconButton>
        {host.status === 'embedding' && (
          <IconButton label={t('close')} onClick={() => tell({ type: 'close' })}>
            <X />
          </IconButton>
        )}
      </div>
    </header>
  );
}

/** Those who are there, or the workspace when nobody is. Only for the eyes: the words stand beside it. */
function Faces({ name, online }: { name: string; online: readonly Operator[] }) {
  if (online.length === 0) return <Avatar name={name} className="size-10 text-base" />;
  return (
    <div aria-hidden="true" className="flex shrink-0 -space-x-2.5">
      {online.slice(0, mostFaces).map(({ user_id, display_name }) => (
        <span key={user_id} className="relative">
          <Avatar name={display_name} className="size-10 text-sm ring-2 ring-sidebar" />
          <span className="absolute right-0 bottom-0 size-2.5 rounded-full bg-success ring-2 ring-sidebar" />
        </span>
      ))}
    </div>
  );
}
