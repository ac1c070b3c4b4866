import type { InfiniteData } from '@tanstack/react-query';
import { patch, upsert } from '#client/cache/versioned.ts';
import type { NewEvent } from '#contract/events.ts';
import type { Message, MessagePage } from '#contract/messages.ts';

/** `messages.list` as an infinite query keeps it: pages of messages, newest first. */
export type MessagePages = InfiniteData<MessagePage, string | null | undefined>;

/** `messages.list` of one conversation after an event. */
export function reduceMessagePages(
  data: MessagePages,
  event: NewEvent,
  { conversation_id }: { conversation_id: string },
): MessagePages {
  if (event.type === 'message.created')
    return event.payload.conversation_id === conversation_id
      ? addMessage(data, event.payload.message)
      : data;
  if (event.type !== 'message.status_updated') return data;
  const { message_id, ...change } = event.payload;
  return mapPages(data, (items) => patch(items, { id: message_id, ...change }));
}

/**
 * The pages with the message, once: it takes the place of the optimistic one that its sender's tab shows
 * under the same `client_id`. One that is older than what has been loaded is left to its page.
 */
export function addMessage(data: MessagePages, message: Message): MessagePages {
  const isKnown = data.pages.some(({ items }) => items.some(({ id }) => id === message.id));
  if (isKnown) return mapPages(data, (items) => upsert(items, message, 'newest'));
  const { client_id } = message;
  const isOptimistic = (other: Message) =>
    client_id !== null && isUnsent(other) && other.client_id === client_id;
  const cleared = mapPages(data, (items) => items.filter((other) => !isOptimistic(other)));
  const last = cleared.pages.at(-1);
  const oldestLoaded = last?.items.at(-1);
  if (last?.next_cursor && oldestLoaded && message.id < oldestLoaded.id) return cleared;
  const place = cleared.pages.findIndex((page) => page.items.some(({ id }) => id < message.id));
  const target = place === -1 ? cleared.pages.length - 1 : place;
  const pages = cleared.pages.map((page, at) =>
    at === target ? { ...page, items: [...upsert(page.items, message, 'newest')] } : page,
  );
  return { ...cleared, pages };
}

/** The pages with a message that its sender has just written; unchanged when its event was quicker. */
export function putUnsent(data: MessagePages, message: Message): MessagePages {
  const isSent = data.pages.some(({ items }) =>
    items.some((other) => !isUnsent(other) && other.client_id === message.client_id),
  );
  if (isSent) return data;
  const [first, ...rest] = dropUnsent(data, message).pages;
  if (!first) return data;
  return { ...data, pages: [{ ...first, items: [message, ...first.items] }, ...rest] };
}

export function dropUnsent(data: MessagePages, { client_id }: Message): MessagePages {
  return mapPages(data, (items) =>
    items.filter((other) => !isUnsent(other) || other.client_id !== client_id),
  );
}

/** Version 0 is the cache's own mark for a message that the server has not confirmed. */
export const isUnsent = ({ version }: Message) => version === 0;

/** The pages with `change` made to each page's items; the same pages when it changes none. */
export function mapPages(
  data: MessagePages,
  change: (items: readonly Message[]) => readonly Message[],
): MessagePages {
  let isChanged = false;
  const pages = data.pages.map((page) => {
    const items = change(page.items);
    const isSame =
      items === page.items ||
      (items.length === page.items.length && items.every((item, at) => item === page.items[at]));
    if (isSame) return page;
    isChanged = true;
    return { ...page, items: [...items] };
  });
  return isChanged ? { ...data, pages } : data;
}

/** A cached query's pages; null before its first fetch. */
export function pagesOf(data: unknown): MessagePages | null {
  const isPages = typeof data === 'object' && data !== null && 'pages' in data;
  // Only asked of `messages.list`, whose data tRPC keeps in this form.
  // oxlint-disable-next-line parley/no-cast -- the query's path decides the type
  return isPages ? (data as MessagePages) : null;
}

export function messagesOf(data: unknown): Message[] {
  return pagesOf(data)?.pages.flatMap(({ items }) => items) ?? [];
}
