'use client';

import { useTranslations } from 'next-intl';
import { MessageCircleOff, ShieldAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { TRPCClientError } from '@trpc/client';
import { z } from 'zod';
import { ChatLoading } from '#features/chat/ChatLoading.tsx';
import { ChatRoom } from '#features/chat/ChatRoom.tsx';
import { CustomerSession } from '#features/chat/CustomerSession.tsx';
import { HostProvider, useHost } from '#features/chat/HostProvider.tsx';
import { useChat } from '#features/chat/useChat.ts';
import { Empty } from '#ui/empty.tsx';
import { LoadFailed } from '#ui/load-failed.tsx';
import { PageTitle } from '#ui/page-title.tsx';

/** The customer's side of live chat, on a page of its own or in a frame on the company's. */
export function ChatPage({ workspaceKey }: { workspaceKey: string }) {
  return (
    <HostProvider>
      <AsCustomer workspaceKey={workspaceKey} />
    </HostProvider>
  );
}

function AsCustomer({ workspaceKey }: { workspaceKey: string }) {
  const { host } = useHost();
  if (host.status === 'waiting') return <ChatLoading />;
  const vouchedId = host.status === 'embedding' ? (host.identity?.user_id ?? null) : null;
  return (
    <CustomerSession workspaceKey={workspaceKey} vouchedId={vouchedId}>
      <OpenChat workspaceKey={workspaceKey} />
    </CustomerSession>
  );
}

function OpenChat({ workspaceKey }: { workspaceKey: string }) {
  const t = useTranslations('chat');

  const { data: chat, error, refetch } = useChat(workspaceKey);
  if (chat) return <ChatRoom key={chat.customer.id} workspaceKey={workspaceKey} chat={chat} />;
  if (!error) return <ChatLoading />;
  const code = codeOf(error);
  if (code === 'NOT_FOUND')
    return <Refused icon={<MessageCircleOff />} title={t('notFoundTitle')} text={t('notFound')} />;
  if (code === 'FORBIDDEN' || code === 'BAD_REQUEST')
    return <Refused icon={<ShieldAlert />} title={t('unverifiedTitle')} text={t('unverified')} />;
  return (
    <main id="main" aria-label={t('title')} className="grid h-dvh place-items-center px-6">
      <PageTitle title={t('title')} />
      <LoadFailed
        message={t('openFailed')}
        retryLabel={t('retry')}
        onRetry={() => void refetch()}
      />
    </main>
  );
}

function Refused({ icon, title, text }: { icon: ReactNode; title: string; text: string }) {
  const t = useTranslations('chat');

  return (
    <main id="main" aria-label={t('title')} className="grid h-dvh place-items-center">
      <PageTitle title={title} />
      <Empty icon={icon} title={title}>
        <p>{text}</p>
      </Empty>
    </main>
  );
}

const ErrorData = z.object({ code: z.string() });

function codeOf(error: unknown): string | null {
  if (!(error instanceof TRPCClientError)) return null;
  return ErrorData.safeParse(error.data).data?.code ?? null;
}
