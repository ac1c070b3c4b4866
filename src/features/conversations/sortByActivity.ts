import type { Conversation } from '#contract/conversations.ts';

type Active = Pick<Conversation, 'created_at' | 'last_message_at'>;

const lastActivity = ({ last_message_at, created_at }: Active) => last_message_at ?? created_at;

/** The latest spoken in first; one without a word counts from when it was begun. */
export function sortByActivity<Item extends Active>(conversations: readonly Item[]): Item[] {
  return conversations.toSorted((a, b) => lastActivity(b).localeCompare(lastActivity(a)));
}
