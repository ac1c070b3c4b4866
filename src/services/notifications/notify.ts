import type { Notification } from '#contract/notifications.ts';
import type { Transaction } from '#db/client.ts';
import { notificationColumns, notifications } from '#db/schema/notifications.ts';
import { type ScopedEvent, userScope } from '#events/append.ts';
import { uuidv7 } from '#shared/uuid.ts';

export type News = Pick<Notification, 'workspace_id' | 'kind' | 'text'> &
  Partial<Pick<Notification, 'conversation_id' | 'document_id' | 'by'>> & {
    /** The place in the conversation of the message that they are told of. */
    seq?: number;
  };

const textLength = 200;

/** Tells each of these people, but for the one who caused it, in the transaction of what they are told of. */
export async function notify(
  tx: Transaction,
  userIds: readonly string[],
  news: News,
): Promise<ScopedEvent[]> {
  const told = [...new Set(userIds)].filter((id) => id !== news.by);
  if (told.length === 0) return [];
  const text = Array.from(news.text.replaceAll(/\s+/g, ' ').trim()).slice(0, textLength).join('');
  const rows: Notification[] = await tx
    .insert(notifications)
    .values(told.map((user_id) => ({ ...news, text, id: uuidv7(), user_id })))
    .returning(notificationColumns);
  return rows.map((notification) => ({
    scope: userScope(notification.user_id),
    event: { type: 'notification.created', payload: { notification } },
  }));
}
