import { eq, sql } from 'drizzle-orm';
import type { Customer, UpdateCustomerInput } from '#contract/customers.ts';
import type { Transaction } from '#db/client.ts';
import { customerColumns, customers } from '#db/schema/customers.ts';
import { tell } from '#events/append.ts';
import type { CallContext } from '#services/context.ts';
import { customerAudience, customerChanged } from '#services/customers/customerEvents.ts';
import { getCustomer } from '#services/customers/listCustomers.ts';
import { notFound } from '#services/errors.ts';
import { announce } from '#services/transaction.ts';
import { requireMember } from '#services/workspaces/access.ts';

/** By an operator. @throws AppError NOT_FOUND, FORBIDDEN for a viewer */
export async function updateCustomer(
  ctx: CallContext,
  input: UpdateCustomerInput,
): Promise<Customer> {
  const { id, workspace_id: workspaceId } = await getCustomer(ctx, input);
  await requireMember(ctx.db, { userId: ctx.caller.id, workspaceId, to: 'customers.answer' });
  const { display_name, email } = input;
  return ctx.withTransaction(async (tx) => {
    const customer = await changeCustomer(tx, id, { display_name, email });
    const audience = await customerAudience(tx, customer);
    return announce(customer, tell(audience, customerChanged('customer.updated', customer)));
  });
}

type CustomerChange = {
  [Field in 'display_name' | 'email' | 'page_url' | 'external_id' | 'picture_url']?:
    | Customer[Field]
    | undefined;
};

/** Only what is given changes. @throws AppError NOT_FOUND */
export async function changeCustomer(
  tx: Transaction,
  customerId: string,
  change: CustomerChange & { last_seen_at?: ReturnType<typeof sql> },
): Promise<Customer> {
  const [customer] = await tx
    .update(customers)
    .set({ ...change, version: sql`${customers.version} + 1` })
    .where(eq(customers.id, customerId))
    .returning(customerColumns);
  if (!customer) throw notFound('Customer');
  return customer;
}
