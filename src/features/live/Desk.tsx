'use client';

import { useParams, useRouter } from 'next/navigation';
import { type ReactNode, useRef, useState } from 'react';
import { trpc } from '#client/trpc.ts';
import { useUserId } from '#features/auth/useUserId.ts';
import { DeskList } from '#features/live/DeskList.tsx';
import {
  type DeskFilter,
  type DeskTab,
  deskTabs,
  listDesk,
  matchesFilter,
  neighbourOf,
} from '#features/live/deskLists.ts';
import { ShortcutsDialog } from '#features/live/ShortcutsDialog.tsx';
import { useCustomers } from '#features/live/useDesk.ts';
import { useShortcuts } from '#features/live/useShortcuts.ts';
import { cn } from '#ui/cn.ts';
import { useQueryParams } from '#ui/use-query-params.ts';

/** The operators' desk: the lists of customers, and beside them the open conversation. */
export function Desk({ workspaceId, children }: { workspaceId: string; children: ReactNode }) {
  const { conversationId = null } = useParams<{ conversationId?: string }>();
  const router = useRouter();
  const userId = useUserId();
  const { params, setParams } = useQueryParams();
  const tab = deskTabs.find((each) => each === params.get('list')) ?? 'waiting';
  const [filter, setFilter] = useState<DeskFilter>({ text: '', channel: 'any' });
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const search = useRef<HTMLInputElement>(null);

  const conversations = trpc.conversations.list.useQuery({ workspace_id: workspaceId });
  const customers = useCustomers(workspaceId);
  const known = conversations.data ?? [];
  const list = listDesk(known, tab, userId).filter((each) =>
    matchesFilter(each, customers.get(each.customer_id ?? ''), filter),
  );
  const counts = {
    waiting: listDesk(known, 'waiting', userId).length,
    mine: listDesk(known, 'mine', userId).length,
  };
  const showTab = (next: DeskTab) => setParams({ list: next }, { replace: true });
  const go = (step: 1 | -1) => {
    const next = neighbourOf(list, conversationId, step);
    if (next) router.push(`/w/${workspaceId}/live/${next.id}?list=${tab}`);
  };
  useShortcuts({
    j: () => go(1),
    k: () => go(-1),
    f: () => search.current?.focus(),
    '?': () => setIsHelpOpen(true),
    ...Object.fromEntries(deskTabs.map((each, at) => [String(at + 1), () => showTab(each)])),
  });
  return (
    <div className="flex h-full">
      <DeskList
        {...{ workspaceId, tab, list, counts, filter, customers, search }}
        openId={conversationId}
        isLoading={conversations.isPending}
        onRetry={conversations.error ? () => void conversations.refetch() : null}
        onTab={showTab}
        onFilter={setFilter}
        onHelp={() => setIsHelpOpen(true)}
        className={cn(conversationId !== null && 'max-lg:hidden')}
      />
      <div className={cn('min-w-0 flex-1', conversationId === null && 'max-lg:hidden')}>
        {children}
      </div>
      <ShortcutsDialog open={isHelpOpen} onOpenChange={setIsHelpOpen} />
    </div>
  );
}
