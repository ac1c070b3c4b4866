import type { Conversation } from '#contract/conversations.ts';
import type { Customer, CustomerChannel } from '#contract/customers.ts';

export const deskTabs = ['waiting', 'mine', 'all', 'closed'] as const;
export type DeskTab = (typeof deskTabs)[number];

export type DeskFilter = { text: string; channel: CustomerChannel | 'any' };

/** Nobody answers and nobody will by themselves: an operator is to take it. */
export const isWaiting = ({ live_status, handler, assignee_id, snoozed_until }: Conversation) =>
  live_status !== 'resolved' &&
  handler === 'person' &&
  assignee_id === null &&
  snoozed_until === null;

const belongs: Record<DeskTab, (conversation: Conversation, userId: string | null) => boolean> = {
  waiting: isWaiting,
  mine: ({ live_status, assignee_id }, userId) =>
    live_status !== 'resolved' && assignee_id !== null && assignee_id === userId,
  all: ({ live_status }) => live_status !== 'resolved',
  closed: ({ live_status }) => live_status === 'resolved',
};

/**
 * One tab of the desk: who came first comes first there, else the latest spoken in, with what is
 * snoozed at the end. A customer who has not written yet is on no list.
 */
export function listDesk(
  conversations: readonly Conversation[],
  tab: DeskTab,
  userId: string | null,
): Conversation[] {
  const shown = conversations.filter(
    (each) => each.kind === 'live' && each.last_message_at !== null && belongs[tab](each, userId),
  );
  // As the server counts the place in the queue that a customer is told.
  if (tab === 'waiting') return shown.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const latest = ({ last_message_at }: Conversation) => last_message_at ?? '';
  const isSnoozed = ({ snoozed_until }: Conversation) => Number(snoozed_until !== null);
  return shown.toSorted(
    (a, b) => isSnoozed(a) - isSnoozed(b) || latest(b).localeCompare(latest(a)),
  );
}

/** Does what the operator looks for stand in the customer's name or address, or in the conversation's title? */
export function matchesFilter(
  conversation: Conversation,
  customer: Customer | undefined,
  { text, channel }: DeskFilter,
): boolean {
  if (channel !== 'any' && customer?.channel !== channel) return false;
  const wanted = text.trim().normalize('NFC').toLocaleLowerCase();
  if (wanted === '') return true;
  return [customer?.display_name, customer?.email, customer?.external_id, conversation.title].some(
    (each) => each?.normalize('NFC').toLocaleLowerCase().includes(wanted),
  );
}

/** The one before or after the open one; the first when none of the list is open. */
export function neighbourOf(
  list: readonly Conversation[],
  openId: string | null,
  step: 1 | -1,
): Conversation | undefined {
  const at = list.findIndex(({ id }) => id === openId);
  return at === -1 ? list[0] : list[at + step];
}
