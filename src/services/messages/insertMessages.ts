import { eq, sql } from 'drizzle-orm';
import type { Conversation } from '#contract/conversations.ts';
import type { Message } from '#contract/messages.ts';
import type { Transaction } from '#db/client.ts';
import { conversationColumns, conversations } from '#db/schema/conversations.ts';
import { messageColumns, messages } from '#db/schema/messages.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

export type NewMessage = Pick<Message, 'role' | 'status'> &
  Partial<
    Pick<
      Message,
      | 'id'
      | 'author_id'
      | 'internal'
      | 'notice'
      | 'content'
      | 'client_id'
      | 'reply_to_id'
      | 'delivery'
    >
  >;

type Inserted<News extends readonly NewMessage[]> = {
  /** In the order of `news`. */
  inserted: { [Nth in keyof News]: Message };
  conversation: Conversation;
};

/**
 * Adds messages at the end of a conversation that the transaction has locked, and counts them there.
 * `title`: its new name, if it gets one.
 */
export async function insertMessages<const News extends readonly [NewMessage, ...NewMessage[]]>(
  tx: Transaction,
  { locked, title = locked.title }: { locked: Conversation; title?: string },
  news: News,
): Promise<Inserted<News>> {
  const rows: Message[] = await tx
    .insert(messages)
    .values(
      news.map((message, nth) => ({
        workspace_id: locked.workspace_id,
        conversation_id: locked.id,
        seq: locked.last_seq + nth + 1,
        ...message,
        id: message.id ?? uuidv7(),
      })),
    )
    .returning(messageColumns);
  const [conversation] = await tx
    .update(conversations)
    .set({
      title,
      last_seq: locked.last_seq + news.length,
      last_message_at: sql`now()`,
      updated_at: sql`now()`,
      version: sql`${conversations.version} + 1`,
    })
    .where(eq(conversations.id, locked.id))
    .returning(conversationColumns);
  const at = (seq: number) =>
    must(
      rows.find((row) => row.seq === seq),
      'the inserted row',
    );
  return {
    // oxlint-disable-next-line parley/no-cast -- TypeScript gives the array that a tuple is mapped to no length
    inserted: news.map((_message, nth) =>
      at(locked.last_seq + nth + 1),
    ) as Inserted<News>['inserted'],
    conversation: must(conversation, 'the locked conversation'),
  };
}
