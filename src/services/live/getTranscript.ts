import { asc, eq } from 'drizzle-orm';
import type { ConversationRef } from '#contract/conversations.ts';
import type { Message } from '#contract/messages.ts';
import type { Transcript } from '#contract/live.ts';
import { customerColumns, customers } from '#db/schema/customers.ts';
import { messageColumns, messages } from '#db/schema/messages.ts';
import type { CallContext } from '#services/context.ts';
import { requireLive } from '#services/live/access.ts';
import { must } from '#shared/must.ts';

/** The whole conversation as plain text, oldest first, with its notes: for operators. */
export async function getTranscript(ctx: CallContext, input: ConversationRef): Promise<Transcript> {
  const conversation = await requireLive(ctx, input.conversation_id);
  const [customer] = await ctx.db
    .select(customerColumns)
    .from(customers)
    .where(eq(customers.id, must(conversation.customer_id, 'its customer')));
  const rows = await ctx.db
    .select(messageColumns)
    .from(messages)
    .where(eq(messages.conversation_id, conversation.id))
    .orderBy(asc(messages.seq));
  const name = customer?.display_name || 'Customer';
  return { text: rows.map((row) => lineOf(row, name)).join('\n') };
}

function lineOf(message: Message, customerName: string): string {
  const { role, internal, content, notice, created_at } = message;
  const at = created_at.slice(0, 16).replace('T', ' ');
  if (notice) return `[${at}] — ${notice.type.replaceAll('_', ' ')}`;
  const who = { visitor: customerName, operator: 'Operator', ai: 'AI', user: 'User', system: '' };
  return `[${at}] ${who[role]}${internal ? ' (note)' : ''}: ${content}`;
}
