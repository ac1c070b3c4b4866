'use client';

import { useTranslations } from 'next-intl';
import { Keyboard, Search, Settings } from 'lucide-react';
import Link from 'next/link';
import { type ReactNode, type RefObject, useRef, useState } from 'react';
import type { Conversation } from '#contract/conversations.ts';
import type { Customer } from '#contract/customers.ts';
import { type DeskFilter, type DeskTab, deskTabs } from '#features/live/deskLists.ts';
import { DeskListItem } from '#features/live/DeskListItem.tsx';
import { useDeskUnread } from '#features/live/useDesk.ts';
import { useNearness } from '#features/messages/useNearness.ts';
import { cn } from '#ui/cn.ts';
import { IconButton } from '#ui/icon-button.tsx';
import { Input } from '#ui/input.tsx';
import { LoadFailed } from '#ui/load-failed.tsx';
import { Select } from '#ui/select.tsx';
import { Skeleton } from '#ui/skeleton.tsx';

const shownAtATime = 100;
const loadAheadPx = 600;
const channels = ['any', 'web', 'line'] as const;

type DeskListProps = {
  workspaceId: string;
  tab: DeskTab;
  /** What the tab shows, filtered. */
  list: readonly Conversation[];
  counts: Partial<Record<DeskTab, number>>;
  filter: DeskFilter;
  customers: ReadonlyMap<string, Customer>;
  search: RefObject<HTMLInputElement | null>;
  openId: string | null;
  isLoading: boolean;
  /** Null unless loading has failed. */
  onRetry: (() => void) | null;
  onTab: (tab: DeskTab) => void;
  onFilter: (filter: DeskFilter) => void;
  onHelp: () => void;
  className?: string;
};

/** The desk's lists, one at a time. */
export function DeskList(props: DeskListProps) {
  const t = useTranslations('live');
  const { tab, counts, filter, search, onTab, onFilter, onHelp, className } = props;
  const hasChannels = props.customers.values().some(({ channel }) => channel !== 'web');
  return (
    <section
      aria-label={t('list')}
      className={cn('flex w-full shrink-0 flex-col border-r lg:w-80', className)}
    >
      <div className="grid grid-cols-1 gap-3 border-b px-4 pt-3 pb-3">
        <div className="flex items-center justify-between">
          <h1 className="text-[0.9375rem] font-semibold">{t('title')}</h1>
          <span className="flex">
            <IconButton label={t('shortcuts')} onClick={onHelp} className="max-lg:hidden">
              <Keyboard />
            </IconButton>
            <IconButton asChild label={t('settings.link')}>
              <Link href={`/w/${props.workspaceId}/settings/live`}>
                <Settings />
              </Link>
            </IconButton>
          </span>
        </div>
        <div role="group" aria-label={t('tabsLabel')} className="flex rounded-lg bg-muted p-0.5">
          {deskTabs.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={each === tab}
              onClick={() => onTab(each)}
              className="flex h-8 flex-1 items-center justify-center gap-1.5 rounded-md px-1 text-[0.8125rem] font-medium text-muted-foreground hover:text-foreground aria-pressed:bg-background aria-pressed:text-foreground aria-pressed:shadow-xs"
            >
              {t(`tabs.${each}`)}
              {(counts[each] ?? 0) > 0 && (
                <span className="text-xs tabular-nums">{counts[each]}</span>
              )}
            </button>
          ))}
        </div>
        <div className="flex gap-2">
          <div className="relative min-w-0 flex-1">
            <Search
              aria-hidden="true"
              className="absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted-foreground"
            />
            <Input
              ref={search}
              type="search"
              value={filter.text}
              aria-label={t('search')}
              placeholder={t('search')}
              onChange={(event) => onFilter({ ...filter, text: event.target.value })}
              className="h-9 pl-9"
            />
          </div>
          {hasChannels && (
            <Select
              aria-label={t('channel')}
              value={filter.channel}
              options={channels.map((value) => ({ value, label: t(`channels.${value}`) }))}
              onChange={(channel) => onFilter({ ...filter, channel })}
              className="h-9 w-auto"
            />
          )}
        </div>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <Items key={tab} {...props} />
      </div>
    </section>
  );
}

function Items(props: DeskListProps) {
  const t = useTranslations('live');
  const { workspaceId, tab, list, filter, customers, openId, isLoading, onRetry } = props;
  const unread = useDeskUnread(workspaceId);
  const [shown, setShown] = useState(shownAtATime);
  if (onRetry)
    return <LoadFailed message={t('loadFailed')} retryLabel={t('retry')} onRetry={onRetry} />;
  if (isLoading) return <Loading />;
  const isFiltered = filter.text.trim() !== '' || filter.channel !== 'any';
  if (list.length === 0) return <Nothing>{isFiltered ? t('notFound') : t(`none.${tab}`)}</Nothing>;
  return (
    <>
      <ul aria-label={t(`tabs.${tab}`)} className="grid grid-cols-1 gap-0.5 p-2">
        {list.slice(0, shown).map((conversation) => (
          <DeskListItem
            key={conversation.id}
            conversation={conversation}
            customer={customers.get(conversation.customer_id ?? '')}
            unread={unread.get(conversation.id) ?? 0}
            isOpen={conversation.id === openId}
            tab={tab}
          />
        ))}
      </ul>
      {list.length > shown && <More onNear={() => setShown(shown + shownAtATime)} />}
    </>
  );
}

function More({ onNear }: { onNear: () => void }) {
  const scroller = useRef<HTMLElement>(null);
  const sentinel = useNearness<HTMLDivElement>(onNear, { scroller, marginPx: loadAheadPx });
  return <div ref={sentinel} className="h-10" />;
}

const Nothing = ({ children }: { children: ReactNode }) => (
  <p className="px-4 py-10 text-center text-sm text-muted-foreground">{children}</p>
);

function Loading() {
  const t = useTranslations('live');
  return (
    <div role="status" className="grid gap-3 p-4">
      <span className="sr-only">{t('loading')}</span>
      <Skeleton className="h-12 w-full rounded-lg" />
      <Skeleton className="h-12 w-full rounded-lg" />
      <Skeleton className="h-12 w-full rounded-lg" />
    </div>
  );
}
