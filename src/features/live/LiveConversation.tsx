'use client';

import { useTranslations } from 'next-intl';
import { ArrowLeft, Info, MessageCircleOff, MessagesSquare } from 'lucide-react';
import Link from 'next/link';
import { type ReactNode, useRef, useState } from 'react';
import { trpc } from '#client/trpc.ts';
import { useLiveConversation } from '#client/useLiveConversation.ts';
import type { Conversation } from '#contract/conversations.ts';
import { useOpenDocument } from '#features/documents/useOpenDocument.ts';
import { CustomerPanel } from '#features/live/CustomerPanel.tsx';
import { useHandler } from '#features/live/DeskListItem.tsx';
import { LiveActions } from '#features/live/LiveActions.tsx';
import { ReplyPlace, type ReplyPlaceHandle } from '#features/live/ReplyPlace.tsx';
import { useCustomerName, useCustomers } from '#features/live/useDesk.ts';
import { useShortcuts } from '#features/live/useShortcuts.ts';
import { Viewers } from '#features/live/Viewers.tsx';
import { Chat } from '#features/messages/Chat.tsx';
import { CitationPanel } from '#features/messages/CitationPanel.tsx';
import { Avatar } from '#ui/avatar.tsx';
import { Button } from '#ui/button.tsx';
import { Empty } from '#ui/empty.tsx';
import { IconButton } from '#ui/icon-button.tsx';
import { PageTitle } from '#ui/page-title.tsx';
import { SidePanel } from '#ui/side-panel.tsx';
import { Skeleton } from '#ui/skeleton.tsx';

/** A customer's conversation on the desk. */
export function LiveConversation(props: { workspaceId: string; conversationId: string }) {
  const t = useTranslations('live');
  const { workspaceId, conversationId } = props;
  const { data } = trpc.conversations.list.useQuery({ workspace_id: workspaceId });
  const conversation = data?.find(({ id, kind }) => id === conversationId && kind === 'live');
  if (!data) return <Skeleton className="m-8 h-24" />;
  if (!conversation)
    return (
      <main id="main" tabIndex={-1} className="grid h-full place-items-center">
        <PageTitle title={t('goneTitle')} />
        <Empty icon={<MessageCircleOff />} title={t('goneTitle')}>
          <p>{t('gone')}</p>
          <Button asChild>
            <Link href={`/w/${workspaceId}/live`}>{t('back')}</Link>
          </Button>
        </Empty>
      </main>
    );
  return <OpenConversation key={conversationId} conversation={conversation} />;
}

type Panel = 'customer' | null;

function OpenConversation({ conversation }: { conversation: Conversation }) {
  const t = useTranslations('live');
  const { id, workspace_id } = conversation;
  const customer = useCustomers(workspace_id).get(conversation.customer_id ?? '');
  const name = useCustomerName()(customer);
  const { typing } = useLiveConversation(id);
  const source = useOpenDocument();
  const [panel, setPanel] = useState<Panel>(null);
  const reply = useRef<ReplyPlaceHandle>(null);
  const togglePanel = () => setPanel((open) => (open === null ? 'customer' : null));
  useShortcuts({
    i: togglePanel,
    r: () => reply.current?.write('customer'),
    n: () => reply.current?.write('note'),
    d: () => reply.current?.draft(),
  });
  return (
    <div className="flex h-full">
      <PageTitle title={name} />
      <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
        <Heading {...{ conversation, name }} picture={customer?.picture_url}>
          <LiveActions {...{ conversation, name }} />
          <IconButton label={t('details')} aria-pressed={panel !== null} onClick={togglePanel}>
            <Info />
          </IconButton>
        </Heading>
        <Chat
          {...{ conversation, typing }}
          customerName={name}
          openSource={source.open}
          onOpenSource={source.show}
          renderWritingPlace={(place) => (
            <ReplyPlace {...place} ref={reply} isLine={customer?.channel === 'line'} />
          )}
        />
      </main>
      {customer && (
        <SidePanel
          isOpen={panel === 'customer' && source.open === null}
          title={t('details')}
          onClose={() => setPanel(null)}
          dockFrom="104rem"
        >
          <CustomerPanel customer={customer} conversationId={id} onClose={() => setPanel(null)} />
        </SidePanel>
      )}
      <CitationPanel
        conversationId={id}
        open={source.open}
        onPage={source.turnTo}
        onClose={source.close}
        dockFrom="104rem"
      />
    </div>
  );
}

function Heading(props: {
  conversation: Conversation;
  name: string;
  picture: string | null | undefined;
  children: ReactNode;
}) {
  const t = useTranslations('live');
  const { conversation, name, picture, children } = props;
  const handler = useHandler(conversation);
  return (
    <header className="flex min-h-13 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b px-3 py-2 sm:px-6">
      <IconButton asChild label={t('back')} className="lg:hidden">
        <Link href={`/w/${conversation.workspace_id}/live`}>
          <ArrowLeft />
        </Link>
      </IconButton>
      <Avatar name={name} picture={picture} className="max-sm:hidden" />
      <div className="min-w-0 flex-1">
        <h1 className="truncate text-[0.9375rem] leading-tight font-semibold">{name}</h1>
        <p className="truncate text-xs text-muted-foreground">{handler.text}</p>
      </div>
      <Viewers conversation={conversation} />
      <div className="flex items-center gap-1.5">{children}</div>
    </header>
  );
}

/** The desk before a customer is chosen. */
export function NoConversation() {
  const t = useTranslations('live');
  return (
    <main id="main" tabIndex={-1} className="grid h-full place-items-center outline-none">
      <PageTitle title={t('title')} />
      <Empty icon={<MessagesSquare />} title={t('chooseTitle')}>
        <p>{t('choose')}</p>
      </Empty>
    </main>
  );
}
