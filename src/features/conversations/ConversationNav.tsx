'use client';

import { useTranslations } from 'next-intl';
import { Plus } from 'lucide-react';
import { useParams } from 'next/navigation';
import { trpc } from '#client/trpc.ts';
import { ConversationNavItem } from '#features/conversations/ConversationNavItem.tsx';
import { sortByActivity } from '#features/conversations/sortByActivity.ts';
import { StartTeamConversation } from '#features/conversations/StartTeamConversation.tsx';
import { useStartConversation } from '#features/conversations/useStartConversation.ts';
import { useOwnRole } from '#features/members/useOwnRole.ts';
import { useUnread } from '#features/conversations/useUnread.ts';
import { Button } from '#ui/button.tsx';
import { IconButton } from '#ui/icon-button.tsx';
import { Skeleton } from '#ui/skeleton.tsx';

/** The workspace's conversations in the sidebar, the latest spoken in first. */
export function ConversationNav({ workspaceId }: { workspaceId: string }) {
  const t = useTranslations('conversations');
  const { start, isStarting } = useStartConversation(workspaceId);
  const { can } = useOwnRole(workspaceId);
  return (
    <section aria-label={t('heading')} className="flex min-h-0 flex-1 flex-col border-t pt-3">
      <div className="flex items-center justify-between pr-3 pl-5.5">
        <h2 className="text-xs font-medium text-muted-foreground">{t('heading')}</h2>
        {can('conversations.write') && (
          <span className="flex">
            <StartTeamConversation workspaceId={workspaceId} />
            <IconButton label={t('create')} disabled={isStarting} onClick={start}>
              <Plus />
            </IconButton>
          </span>
        )}
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-3 pt-1 pb-3">
        <Conversations workspaceId={workspaceId} />
      </div>
    </section>
  );
}

function Conversations({ workspaceId }: { workspaceId: string }) {
  const t = useTranslations('conversations');
  const { conversationId } = useParams<{ conversationId?: string }>();
  const { data, error, refetch } = trpc.conversations.list.useQuery({ workspace_id: workspaceId });
  const unread = useUnread(workspaceId);
  if (!data)
    return error ? (
      <div className="px-2.5 text-sm text-muted-foreground">
        <p role="alert">{t('loadFailed')}</p>
        <Button variant="link" size="sm" className="px-0" onClick={() => void refetch()}>
          {t('retry')}
        </Button>
      </div>
    ) : (
      <div role="status" className="grid gap-3 px-2.5 pt-2">
        <span className="sr-only">{t('loading')}</span>
        <Skeleton className="h-4 w-4/5" />
        <Skeleton className="h-4 w-3/5" />
        <Skeleton className="h-4 w-2/3" />
      </div>
    );
  // Customers' are on the desk.
  const shown = data.filter(({ kind }) => kind !== 'live');
  if (shown.length === 0)
    return <p className="px-2.5 pt-1 text-[0.8125rem] text-muted-foreground">{t('none')}</p>;
  return (
    <ul className="grid grid-cols-1 gap-0.5">
      {sortByActivity(shown).map((conversation) => (
        <ConversationNavItem
          key={conversation.id}
          conversation={conversation}
          isOpen={conversation.id === conversationId}
          unread={unread.get(conversation.id) ?? 0}
        />
      ))}
    </ul>
  );
}
