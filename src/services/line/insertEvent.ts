import type { Customer } from '#contract/customers.ts';
import type { Transaction } from '#db/client.ts';
import type { ScopedEvent } from '#events/append.ts';
import { insertConversation } from '#services/chat/insertConversation.ts';
import { newestConversation } from '#services/chat/openChat.ts';
import { lockConversation } from '#services/conversations/lockConversation.ts';
import { enqueueContent, enqueueProfile } from '#services/line/enqueueTask.ts';
import { findOrAddLineCustomer } from '#services/line/findOrAddLineCustomer.ts';
import { type Incoming, incomingOf, type LineEvent } from '#services/line/webhookEvents.ts';
import { changeLive } from '#services/live/changeLive.ts';
import { insertVisitorMessage } from '#services/live/insertLive.ts';
import { tellOf } from '#services/messages/sendMessage.ts';

type Place = { workspaceId: string; isAiFirst: boolean };

/** What an event of LINE's makes of the customer and their conversation. Groups and rooms are nobody's customer. */
export async function insertEvent(
  tx: Transaction,
  place: Place,
  event: LineEvent,
): Promise<ScopedEvent[]> {
  const { type, mode = 'active', source } = event;
  if (source?.type !== 'user' || source.userId === undefined || mode !== 'active') return [];
  const incoming = incomingOf(event);
  if (!incoming && type !== 'follow' && type !== 'unfollow') return [];
  const { workspaceId } = place;
  const { customer, events } = await findOrAddLineCustomer(tx, {
    workspaceId,
    lineUserId: source.userId,
  });
  if (incoming) return [...events, ...(await insertIncoming(tx, { place, customer }, incoming))];
  if (type === 'follow') await enqueueProfile(tx, customer);
  const notice = type === 'follow' ? 'joined' : 'left';
  return [...events, ...(await noteInThread(tx, customer, notice))];
}

/** Who has nothing written yet has no thread in which to say that they have come or gone. */
async function noteInThread(
  tx: Transaction,
  { id, workspace_id: workspaceId }: Customer,
  type: 'joined' | 'left',
): Promise<ScopedEvent[]> {
  const known = await newestConversation(tx, id);
  if (!known) return [];
  const locked = await lockConversation(tx, { workspaceId, conversationId: known.id });
  const notices = [{ type, by: null, to: null }];
  return (await changeLive(tx, locked, { change: {}, notices })).events;
}

/** At LINE there is one thread for good: what was resolved begins anew in it. */
async function insertIncoming(
  tx: Transaction,
  { place, customer }: { place: Place; customer: Customer },
  { content, isWordless, file }: Incoming,
): Promise<ScopedEvent[]> {
  const { workspaceId, isAiFirst } = place;
  const customerId = customer.id;
  const known = await newestConversation(tx, customerId);
  const begun = known
    ? { conversation: known, events: [] }
    : await insertConversation(tx, { workspaceId, customerId, createdBy: customerId, isAiFirst });
  const locked = await lockConversation(tx, {
    workspaceId,
    conversationId: begun.conversation.id,
  });
  const sent = await insertVisitorMessage(tx, locked, {
    content,
    isWordless,
    author_id: customerId,
  });
  const { user_message } = sent.result;
  if (file) await enqueueContent(tx, user_message, { customerId, ...file });
  const told = await tellOf(tx, sent.conversation, sent.result);
  return [...begun.events, ...sent.before, ...told, ...sent.after];
}
