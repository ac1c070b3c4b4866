import { eq } from 'drizzle-orm';
import type { Message } from '#contract/messages.ts';
import type { Reader, Transaction } from '#db/client.ts';
import { conversations } from '#db/schema/conversations.ts';
import { liveSettings } from '#db/schema/live.ts';
import type { ScopedEvent } from '#events/append.ts';
import { lockConversation } from '#services/conversations/lockConversation.ts';
import { handOver } from '#services/live/handOver.ts';

/** Where an answer is given: to a customer only from the documents that are meant for customers. */
export async function answerPlace(
  db: Pick<Reader, 'select'>,
  { conversation_id }: Message,
): Promise<{ isLive: boolean; documentIds: string[] | undefined }> {
  const [place] = await db
    .select({ kind: conversations.kind, documentIds: liveSettings.document_ids })
    .from(conversations)
    .leftJoin(liveSettings, eq(liveSettings.workspace_id, conversations.workspace_id))
    .where(eq(conversations.id, conversation_id));
  const isLive = place?.kind === 'live';
  return { isLive, documentIds: isLive ? (place.documentIds ?? undefined) : undefined };
}

/**
 * The AI had nothing for the customer, or could not answer: a person is to, unless one has taken over meanwhile.
 * Nothing happens where no customer is.
 */
export async function handOverUnanswered(
  tx: Transaction,
  { workspace_id: workspaceId, conversation_id: conversationId }: Message,
): Promise<ScopedEvent[]> {
  const locked = await lockConversation(tx, { workspaceId, conversationId });
  return locked.kind === 'live' && locked.handler === 'ai'
    ? (await handOver(tx, locked)).events
    : [];
}
