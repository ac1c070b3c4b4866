import { type Change, liveQuery, ownScope } from '#client/liveQuery.ts';
import { newerOf } from '#client/versioned.ts';
import { type Chat, ChatRef } from '#contract/chat.ts';

/** `chat.open` finds as much as it makes, so its answer is kept as a query's is. */
const path = ['chat', 'open'] as const;

export const chatQueryKey = ({ key }: ChatRef) =>
  [path, { input: { key }, type: 'query' }] as const;

/** The customer's chat of one workspace: themselves, and their newest conversation. */
export const ownChat = liveQuery({
  queryKey: [path],
  input: ChatRef,
  reduce: reduceChat,
  keepNewer: keepNewerChat,
  scopesOf: () => [ownScope],
  // The one before it, if there is one, is the newest now.
  isWidened: (change) => change.type === 'conversation.deleted',
});

/** A customer's chat after a change. */
export function reduceChat(chat: Chat, change: Change): Chat {
  const { customer, conversation } = chat;
  if (change.type === 'customer.created' || change.type === 'customer.updated') {
    const { customer: told } = change.payload;
    if (told.id !== customer.id || told.version <= customer.version) return chat;
    return { ...chat, customer: told };
  }
  if (change.type === 'conversation.created' || change.type === 'conversation.updated') {
    const { conversation: told } = change.payload;
    if (told.kind !== 'live' || told.customer_id !== customer.id) return chat;
    const isKnown = told.id === conversation?.id && told.version <= conversation.version;
    if (isKnown || (conversation && told.id < conversation.id)) return chat;
    return { ...chat, conversation: told };
  }
  if (change.type === 'conversation.deleted')
    return change.payload.conversation_id === conversation?.id
      ? { ...chat, conversation: null }
      : chat;
  return chat;
}

function keepNewerChat(fetched: Chat, known: Chat): Chat {
  if (fetched.customer.id !== known.customer.id) return fetched;
  const before = known.conversation;
  const isSame = fetched.conversation !== null && fetched.conversation.id === before?.id;
  return {
    ...fetched,
    customer: newerOf(known.customer, fetched.customer),
    conversation:
      isSame && before && fetched.conversation
        ? newerOf(before, fetched.conversation)
        : fetched.conversation,
  };
}
