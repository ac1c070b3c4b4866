import { and, eq, inArray } from 'drizzle-orm';
import type { Operator } from '#contract/chat.ts';
import type { Conversation } from '#contract/conversations.ts';
import type { Reader } from '#db/client.ts';
import { messages } from '#db/schema/messages.ts';
import { profiles } from '#db/schema/profiles.ts';
import { onlineOperators } from '#services/presence/onlineOperators.ts';

type Place = { workspaceId: string; conversation: Conversation | null };

/** Those of the workspace who are there, and those who have answered in the conversation, as its customer sees them. */
export async function listOperators(
  db: Pick<Reader, 'select' | 'selectDistinct'>,
  { workspaceId, conversation }: Place,
): Promise<Operator[]> {
  const online = await onlineOperators(db, workspaceId);
  const answering = conversation ? await listAnswering(db, conversation) : [];
  const ids = [...new Set([...online, ...answering])];
  if (ids.length === 0) return [];
  const named = await db
    .select({ user_id: profiles.user_id, display_name: profiles.display_name })
    .from(profiles)
    .where(inArray(profiles.user_id, ids));
  const nameOf = (id: string) => named.find(({ user_id }) => user_id === id)?.display_name ?? '';
  return ids.map((user_id) => ({
    user_id,
    display_name: nameOf(user_id),
    online: online.includes(user_id),
  }));
}

/** Who has written to the customer, but for notes, or is to write. */
async function listAnswering(
  db: Pick<Reader, 'selectDistinct'>,
  { id, assignee_id }: Conversation,
): Promise<string[]> {
  const authors = await db
    .selectDistinct({ id: messages.author_id })
    .from(messages)
    .where(
      and(
        eq(messages.conversation_id, id),
        eq(messages.role, 'operator'),
        eq(messages.internal, false),
      ),
    );
  return [...authors.map((author) => author.id), assignee_id].filter((each) => each !== null);
}
