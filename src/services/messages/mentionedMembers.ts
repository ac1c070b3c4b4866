import { and, eq, inArray } from 'drizzle-orm';
import type { Conversation } from '#contract/conversations.ts';
import type { Transaction } from '#db/client.ts';
import { conversationParticipants } from '#db/schema/conversations.ts';
import { profiles } from '#db/schema/profiles.ts';
import { workspaceMembers } from '#db/schema/workspaces.ts';

/** Who of those that may read a conversation is named in a text, by `@` and their name. */
export async function mentionedMembers(
  tx: Pick<Transaction, 'select'>,
  { id, workspace_id, visibility }: Conversation,
  content: string,
): Promise<string[]> {
  if (!content.includes('@')) return [];
  const taking = tx
    .select({ userId: conversationParticipants.user_id })
    .from(conversationParticipants)
    .where(eq(conversationParticipants.conversation_id, id));
  const people = await tx
    .select({ userId: workspaceMembers.user_id, name: profiles.display_name })
    .from(workspaceMembers)
    .innerJoin(profiles, eq(profiles.user_id, workspaceMembers.user_id))
    .where(
      and(
        eq(workspaceMembers.workspace_id, workspace_id),
        visibility === 'private' ? inArray(workspaceMembers.user_id, taking) : undefined,
      ),
    );
  const text = content.normalize('NFC').toLocaleLowerCase();
  return people.flatMap(({ userId, name }) => (isNamed(text, name) ? [userId] : []));
}

/** The whole name, not the beginning of a longer word. */
function isNamed(text: string, name: string): boolean {
  const wanted = `@${name.normalize('NFC').trim().toLocaleLowerCase()}`;
  if (wanted === '@') return false;
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
    const next = text.slice(at + wanted.length, at + wanted.length + 1);
    if (!/[\p{L}\p{N}]/u.test(next)) return true;
  }
  return false;
}
