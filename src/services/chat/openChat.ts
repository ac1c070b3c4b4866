import { and, desc, eq, sql } from 'drizzle-orm';
import type { Chat, OpenChatInput } from '#contract/chat.ts';
import type { Conversation } from '#contract/conversations.ts';
import type { Reader } from '#db/client.ts';
import { conversationColumns, conversations } from '#db/schema/conversations.ts';
import { tell } from '#events/append.ts';
import type { CallContext } from '#services/context.ts';
import { type ChatPlace, requireChatPlace } from '#services/chat/access.ts';
import { findOrAddCustomer } from '#services/chat/findOrAddCustomer.ts';
import { listOperators } from '#services/chat/listOperators.ts';
import { verifyVouched } from '#services/chat/verifyVouched.ts';
import { customerAudience, customerChanged } from '#services/customers/customerEvents.ts';
import { changeCustomer } from '#services/customers/updateCustomer.ts';
import { AppError } from '#services/errors.ts';
import { announce } from '#services/transaction.ts';
import { requireMember } from '#services/workspaces/access.ts';

/**
 * The customer's page, seen for the first time or again. An identity that the company vouches for is the same
 * customer in every browser.
 * @throws AppError NOT_FOUND for an unknown key, FORBIDDEN for a wrong hash and for members of the workspace
 */
export async function openChat(ctx: CallContext, input: OpenChatInput): Promise<Chat> {
  const place = await requireChatPlace(ctx.db, input.key);
  await refuseMember(ctx, place);
  const vouched = input.identity ? verifyVouched(place.secret, input.identity) : null;
  const workspaceId = place.settings.workspace_id;
  const customer = await ctx.withTransaction(async (tx) => {
    const found = await findOrAddCustomer(tx, { workspaceId, userId: ctx.caller.id, vouched });
    const visited = await changeCustomer(tx, found.customer.id, {
      page_url: input.page_url,
      last_seen_at: sql`now()`,
      ...(vouched ? { display_name: vouched.display_name, email: vouched.email } : {}),
    });
    const audience = await customerAudience(tx, visited);
    const type = found.isNew ? 'customer.created' : 'customer.updated';
    return announce(visited, [...tell(audience, customerChanged(type, visited)), ...found.events]);
  });
  const conversation = await newestConversation(ctx.db, customer.id);
  return {
    workspace_name: place.workspaceName,
    greeting: place.settings.greeting,
    ai_enabled: place.settings.ai_enabled,
    customer,
    conversation,
    operators: await listOperators(ctx.db, { workspaceId, conversation }),
  };
}

/** Somebody of the workspace answers customers; as one of them they would see too much or too little. */
async function refuseMember(ctx: CallContext, { settings }: ChatPlace): Promise<void> {
  const isMember = await requireMember(ctx.db, {
    userId: ctx.caller.id,
    workspaceId: settings.workspace_id,
  }).then(
    () => true,
    () => false,
  );
  if (isMember) throw new AppError('FORBIDDEN', 'Members answer customers; they are none');
}

export async function newestConversation(
  db: Pick<Reader, 'select'>,
  customerId: string,
): Promise<Conversation | null> {
  const [conversation] = await db
    .select(conversationColumns)
    .from(conversations)
    .where(and(eq(conversations.customer_id, customerId), eq(conversations.kind, 'live')))
    .orderBy(desc(conversations.id))
    .limit(1);
  return conversation ?? null;
}
