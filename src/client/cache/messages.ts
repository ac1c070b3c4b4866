import type { InfiniteData } from '@tanstack/react-query';
import { getQueryKey } from '@trpc/react-query';
import { type Change, liveQuery, ownScope } from '#client/liveQuery.ts';
import { trpc } from '#client/trpc.ts';
import { keepNewer, patch } from '#client/versioned.ts';
import { ConversationRef } from '#contract/conversations.ts';
import type { Message, MessagePage } from '#contract/messages.ts';

/** `messages.list` as an infinite query keeps it: pages of messages, newest first. */
export type MessagePages = InfiniteData<MessagePage, string | null | undefined>;

/** `lay` puts what only this tab knows of a conversation over its pages. */
export const messageList = (lay: (pages: MessagePages, conversationId: string) => MessagePages) =>
  liveQuery({
    queryKey: getQueryKey(trpc.messages.list),
    isInfinite: true,
    input: ConversationRef,
    reduce: reduceMessagePages,
    keepNewer: keepNewerMessages,
    lay: (pages, { conversation_id }) => lay(pages, conversation_id),
    scopesOf: (_input, data: MessagePages | undefined) => {
      const message = messagesOf(data).find(isSent);
      return message ? [message.workspace_id, ownScope] : null;
    },
    isGone: (change, { conversation_id }) =>
      change.type === 'conversation.deleted' && change.payload.conversation_id === conversation_id,
    isOpened: (change, { conversation_id }) =>
      change.type === 'conversation.created' && change.payload.conversation.id === conversation_id,
  });

/** `messages.list` of one conversation after a change. */
export function reduceMessagePages(
  data: MessagePages,
  change: Change,
  { conversation_id }: ConversationRef,
): MessagePages {
  if (change.type === 'message.created')
    return change.payload.conversation_id === conversation_id
      ? addMessage(data, change.payload.message)
      : data;
  if (change.type !== 'message.status_updated') return data;
  const { message_id, ...status } = change.payload;
  return mapPages(data, (items) => patch(items, { id: message_id, ...status }, newerMessage));
}

/**
 * Which of two states of one message is to be kept. A running answer's text is saved without a new version
 * and streams ahead of what is saved, so the longer text of one version wins. It may even be ahead of the
 * event that says that the answer has begun; any other new version begins from its own text.
 */
export function newerMessage(known: Message, other: Message): Message {
  if (isEnded(other) || other.version !== known.version)
    return other.version > known.version ? continued(known, other) : known;
  return other.content.length > known.content.length ? other : known;
}

function continued(known: Message, other: Message): Message {
  const hasBegun =
    known.status === 'pending' &&
    other.status === 'running' &&
    other.version === known.version + 1 &&
    known.content.startsWith(other.content);
  return hasBegun ? { ...other, content: known.content } : other;
}

export const isEnded = ({ status }: Pick<Message, 'status'>) =>
  status === 'done' || status === 'error';

/**
 * The pages with the message, once: it takes the place of the optimistic one that its sender's tab shows
 * under the same `client_id`. One that is older than what has been loaded is left to its page.
 */
function addMessage(data: MessagePages, message: Message): MessagePages {
  const cleared = dropUnsent(data, (unsent) => unsent.client_id === message.client_id);
  const { pages } = cleared;
  const home = pages.findIndex(({ items }) => items.some(({ id }) => id === message.id));
  const older = pages.findIndex(({ items }) =>
    items.some((other) => isSent(other) && other.id < message.id),
  );
  const isLoaded = older !== -1 || !pages.at(-1)?.next_cursor;
  if (home === -1 && !isLoaded) return cleared;
  const target = home !== -1 ? home : older !== -1 ? older : pages.length - 1;
  return {
    ...cleared,
    pages: pages.map((page, at) => (at === target ? withMessage(page, message) : page)),
  };
}

/** Unsent messages have ids of their sender's clock, which say nothing about their place. */
function withMessage(page: MessagePage, message: Message): MessagePage {
  const { items } = page;
  const isKnown = items.some(({ id }) => id === message.id);
  const place = items.findIndex((other) => isSent(other) && other.id < message.id);
  const after = isKnown
    ? patch(items, message, newerMessage)
    : items.toSpliced(place === -1 ? items.length : place, 0, message);
  return after === items ? page : { ...page, items: [...after] };
}

function keepNewerMessages(fetched: MessagePages, known: MessagePages): MessagePages {
  const before = messagesOf(known);
  return mapPages(fetched, (items) => keepNewer(items, before, newerMessage));
}

/** Version 0 is the cache's own mark for a message that the server has not confirmed. */
export const isSent = ({ version }: Message) => version > 0;

/** The pages with a message that its sender has just written: once, where it is or as the newest. */
export function putUnsent(data: MessagePages, message: Message): MessagePages {
  const [first, ...rest] = data.pages;
  if (!first) return data;
  if (!messagesOf(data).some(({ id }) => id === message.id))
    return { ...data, pages: [{ ...first, items: [message, ...first.items] }, ...rest] };
  return mapPages(data, (items) => items.map((item) => (item.id === message.id ? message : item)));
}

export function dropUnsent(
  data: MessagePages,
  isDropped: (message: Message) => boolean,
): MessagePages {
  return mapPages(data, (items) =>
    items.filter((message) => isSent(message) || !isDropped(message)),
  );
}

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

export function messagesOf(data: MessagePages | undefined): Message[] {
  return data?.pages.flatMap(({ items }) => items) ?? [];
}
