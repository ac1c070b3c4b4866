import { and, eq, inArray, or } from 'drizzle-orm';
import type { Message } from '#contract/messages.ts';
import type { Reader, Transaction } from '#db/client.ts';
import { conversations } from '#db/schema/conversations.ts';
import { documents } from '#db/schema/documents.ts';
import { liveSettings } from '#db/schema/live.ts';
import type { ScopedEvent } from '#events/append.ts';
import { lockConversation } from '#services/conversations/lockConversation.ts';
import { handOver } from '#services/live/handOver.ts';

/** Where an answer is given: to a customer only from the documents that are meant for customers. */
export async function answerPlace(
  db: Pick<Reader, 'select'>,
  { conversation_id, workspace_id }: Message,
): Promise<{ isLive: boolean; documentIds: string[] | undefined }> {
  const [place] = await db
    .select({ kind: conversations.kind, chosenIds: liveSettings.document_ids })
    .from(conversations)
    .leftJoin(liveSettings, eq(liveSettings.workspace_id, conversations.workspace_id))
    .where(eq(conversations.id, conversation_id));
  const isLive = place?.kind === 'live';
  if (!isLive || place.chosenIds === null) return { isLive, documentIds: undefined };
  return { isLive, documentIds: await versionsOf(db, workspace_id, place.chosenIds) };
}

/** Who chose a document, by its series or by one of its versions, means whichever is current. */
async function versionsOf(
  db: Pick<Reader, 'select'>,
  workspaceId: string,
  chosenIds: string[],
): Promise<string[]> {
  const isOfWorkspace = eq(documents.workspace_id, workspaceId);
  const chosen = db
    .select({ series_id: documents.series_id })
    .from(documents)
    .where(and(isOfWorkspace, inArray(documents.id, chosenIds)));
  const versions = await db
    .select({ id: documents.id })
    .from(documents)
    .where(
      and(
        isOfWorkspace,
        or(inArray(documents.series_id, chosenIds), inArray(documents.series_id, chosen)),
      ),
    );
  return versions.map(({ id }) => id);
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
