'use client';

import { useTranslations } from 'next-intl';
import { MessageCircleOff } from 'lucide-react';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { trpc } from '#client/trpc.ts';
import { useLiveConversation } from '#client/useLiveConversation.ts';
import type { Conversation } from '#contract/conversations.ts';
import { Participants } from '#features/conversations/Participants.tsx';
import { useOpenDocument } from '#features/documents/useOpenDocument.ts';
import { Chat } from '#features/messages/Chat.tsx';
import { CitationPanel } from '#features/messages/CitationPanel.tsx';
import { Button } from '#ui/button.tsx';
import { Empty } from '#ui/empty.tsx';
import { PageTitle } from '#ui/page-title.tsx';
import { Skeleton } from '#ui/skeleton.tsx';

/** One conversation, and beside it the source that is open. */
export function ConversationPage({
  workspaceId,
  conversationId,
}: {
  workspaceId: string;
  conversationId: string;
}) {
  const { data } = trpc.conversations.list.useQuery({ workspace_id: workspaceId });
  const conversation = data?.find(({ id }) => id === conversationId);
  if (!data)
    return (
      <div className="mx-auto grid max-w-3xl gap-5 px-4 pt-20 sm:px-8">
        <PageTitle />
        <Skeleton className="h-10 w-1/2 justify-self-end rounded-2xl" />
        <Skeleton className="h-28 w-full" />
      </div>
    );
  if (!conversation) return <ConversationNotFound workspaceId={workspaceId} />;
  // Customers' are on the desk.
  if (conversation.kind === 'live') redirect(`/w/${workspaceId}/live/${conversationId}`);
  return <OpenConversation key={conversationId} conversation={conversation} />;
}

function OpenConversation({ conversation }: { conversation: Conversation }) {
  const t = useTranslations('conversations');
  const { typing } = useLiveConversation(conversation.id);
  const { open, show, turnTo, close } = useOpenDocument();
  const title = conversation.title || t('untitled');
  return (
    <div className="flex h-full">
      <PageTitle title={title} />
      <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
        <header className="flex h-13 shrink-0 items-center gap-1 border-b px-4 sm:px-6">
          <h1 className="min-w-0 flex-1 truncate text-[0.9375rem] font-semibold">{title}</h1>
          <Participants conversation={conversation} />
        </header>
        <Chat {...{ conversation, typing }} openSource={open} onOpenSource={show} />
      </main>
      <CitationPanel conversationId={conversation.id} open={open} onPage={turnTo} onClose={close} />
    </div>
  );
}

function ConversationNotFound({ workspaceId }: { workspaceId: string }) {
  const t = useTranslations('conversations');
  return (
    <main id="main" className="grid h-full place-items-center">
      <PageTitle title={t('notFoundTitle')} />
      <Empty icon={<MessageCircleOff />} title={t('notFoundTitle')}>
        <p>{t('notFound')}</p>
        <Button asChild>
          <Link href={`/w/${workspaceId}/documents`}>{t('toDocuments')}</Link>
        </Button>
      </Empty>
    </main>
  );
}
