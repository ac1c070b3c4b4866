import type { UpdateChatInput } from '#contract/chat.ts';
import type { Customer } from '#contract/customers.ts';
import { tell } from '#events/append.ts';
import { requireChatPlace, requireOwnCustomer } from '#services/chat/access.ts';
import type { CallContext } from '#services/context.ts';
import { customerAudience, customerChanged } from '#services/customers/customerEvents.ts';
import { changeCustomer } from '#services/customers/updateCustomer.ts';
import { announce } from '#services/transaction.ts';

/** What the customer tells of themselves. */
export async function updateChat(
  ctx: CallContext,
  { key, display_name, email }: UpdateChatInput,
): Promise<Customer> {
  const { settings } = await requireChatPlace(ctx.db, key);
  const of = { workspaceId: settings.workspace_id, userId: ctx.caller.id };
  const { id } = await requireOwnCustomer(ctx.db, of);
  return ctx.withTransaction(async (tx) => {
    const customer = await changeCustomer(tx, id, { display_name, email });
    const audience = await customerAudience(tx, customer);
    return announce(customer, tell(audience, customerChanged('customer.updated', customer)));
  });
}
