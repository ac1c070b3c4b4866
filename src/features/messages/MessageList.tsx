'use client';

import { useLocale, useTranslations } from 'next-intl';
import { ArrowDown } from 'lucide-react';
import {
  Fragment,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useState,
} from 'react';
import { useStickToBottom } from 'use-stick-to-bottom';
import { isSent } from '#client/cache/messages.ts';
import type { Message } from '#contract/messages.ts';
import { useKeptPlace } from '#features/messages/useKeptPlace.ts';
import { useNearness } from '#features/messages/useNearness.ts';
import { Button } from '#ui/button.tsx';
import { formatDay } from '#ui/format-date.ts';
import { Spinner } from '#ui/spinner.tsx';
import { useNow } from '#ui/use-now.ts';

const loadAheadPx = 600;
const minuteMs = 60_000;

type MessageListProps = {
  /** Oldest first, at least one. */
  messages: readonly Message[];
  renderMessage: (message: Message) => ReactNode;
  /** Null when there is nothing older. */
  loadOlder: (() => void) | null;
  isLoadingOlder: boolean;
  /** Changes when the reader has said something, to follow it. */
  sentCount: number;
  /** The reader has the newest message before their eyes. */
  onSeen: (newest: Message) => void;
  /** What the reader had read before; what follows is marked as new. */
  readSeq: number | null;
  /** Stands after the last message. */
  footer?: ReactNode;
};

/**
 * The messages in a scrolling log. It follows what comes while the reader is at the end; else a button says
 * that there is something new. Older ones are loaded as the reader nears the top.
 */
export function MessageList(props: MessageListProps) {
  const t = useTranslations('messages');
  const { messages, renderMessage, loadOlder, isLoadingOlder, sentCount, onSeen, footer } = props;
  const newest = messages.at(-1);
  const [readSeq] = useState(props.readSeq);
  const { scrollRef, contentRef, isAtBottom, scrollToBottom, state } = useStickToBottom({
    initial: 'instant',
    resize: 'smooth',
  });
  useLayoutEffect(() => {
    // At once, or the top would be on the screen for a moment and have older messages loaded.
    scrollRef.current?.scrollTo({ top: scrollRef.current.scrollHeight, behavior: 'instant' });
  }, [scrollRef]);
  useKeptPlace(scrollRef, messages[0]?.id);
  useEffect(() => {
    if (sentCount > 0) void scrollToBottom();
  }, [sentCount, scrollToBottom]);
  useEffect(() => {
    if (isAtBottom && newest) onSeen(newest);
  }, [isAtBottom, newest, onSeen]);
  useEffect(() => {
    const log = scrollRef.current;
    if (!log) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // A growing composer or a phone's keyboard takes room from the log.
    const observer = new ResizeObserver(() => {
      const wasAtBottom = state.isAtBottom;
      void scrollToBottom({ animation: 'instant', preserveScrollPosition: true });
      if (!wasAtBottom) return;
      // Room given back moves the end. The library takes that for the reader scrolling up, 1 ms after the
      // scroll event, which comes before this or after it.
      state.scrollTop = log.scrollTop;
      clearTimeout(timer);
      timer = setTimeout(() => void scrollToBottom({ animation: 'instant' }), 1);
    });
    observer.observe(log);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [scrollRef, scrollToBottom, state]);
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scrollRef}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- where nothing inside takes the focus, the keyboard could not scroll it
        tabIndex={0}
        className="h-full overflow-y-auto overscroll-contain [overflow-anchor:none]"
      >
        <div ref={contentRef} className="relative mx-auto w-full max-w-3xl px-4 py-6 sm:px-8">
          {loadOlder && (
            <OlderMessages load={loadOlder} isLoading={isLoadingOlder} scroller={scrollRef} />
          )}
          <div role="log" aria-label={t('log')} className="grid grid-cols-1 gap-7">
            {messages.map((message, index) => (
              <Fragment key={keyOf(message)}>
                <DayHeading message={message} previous={messages[index - 1]} />
                {isFirstNew(message, messages[index - 1], readSeq) && <NewHeading />}
                <div data-message-id={message.id}>{renderMessage(message)}</div>
              </Fragment>
            ))}
          </div>
          {footer}
        </div>
      </div>
      {!isAtBottom && <ToLatest newest={newest} onClick={() => void scrollToBottom()} />}
    </div>
  );
}

/** An own message keeps its element when the confirmed one takes the place of the optimistic one. */
const keyOf = ({ id, client_id }: Message) => client_id ?? id;

/** The first that came after what had been read; what one has not read at all needs no line. */
function isFirstNew(
  message: Message,
  previous: Message | undefined,
  readSeq: number | null,
): boolean {
  return (
    readSeq !== null &&
    readSeq > 0 &&
    message.seq > readSeq &&
    (previous?.seq ?? 0) <= readSeq &&
    isSent(message) &&
    previous !== undefined
  );
}

function NewHeading() {
  const t = useTranslations('messages');
  return (
    <p className="flex items-center gap-4 text-xs font-medium text-primary">
      <span aria-hidden="true" className="h-px flex-1 bg-primary/40" />
      {t('newHeading')}
      <span aria-hidden="true" className="h-px flex-1 bg-primary/40" />
    </p>
  );
}

function DayHeading({ message, previous }: { message: Message; previous: Message | undefined }) {
  const now = useNow(minuteMs);
  const locale = useLocale();
  const day = formatDay(message.created_at, now, locale);
  if (previous && formatDay(previous.created_at, now, locale) === day) return null;
  return (
    <p className="flex items-center gap-4 text-xs text-muted-foreground">
      <span aria-hidden="true" className="h-px flex-1 bg-border" />
      {day}
      <span aria-hidden="true" className="h-px flex-1 bg-border" />
    </p>
  );
}

function OlderMessages({
  load,
  isLoading,
  scroller,
}: {
  load: () => void;
  isLoading: boolean;
  scroller: RefObject<HTMLElement | null>;
}) {
  const t = useTranslations('messages');
  const sentinel = useNearness<HTMLDivElement>(load, { scroller, marginPx: loadAheadPx });
  return (
    <div ref={sentinel} className="flex h-10 justify-center">
      <Button variant="ghost" size="sm" disabled={isLoading} onClick={load}>
        {isLoading && <Spinner />}
        {isLoading ? t('loadingOlder') : t('loadOlder')}
      </Button>
    </div>
  );
}

/** Shown while the reader is away from the end; what was newest when they left is not new. */
function ToLatest({ newest, onClick }: { newest: Message | undefined; onClick: () => void }) {
  const t = useTranslations('messages');
  const state = newest ? `${newest.id} ${newest.status}` : '';
  const [seen] = useState(state);
  const hasNew = seen !== state;
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-3 flex justify-center">
      <Button
        variant={hasNew ? 'default' : 'outline'}
        size={hasNew ? 'sm' : 'icon-sm'}
        aria-label={hasNew ? undefined : t('toLatest')}
        onClick={onClick}
        className="pointer-events-auto rounded-full shadow-md"
      >
        <ArrowDown />
        {hasNew && t('newMessages')}
      </Button>
    </div>
  );
}
