import { desc, eq } from 'drizzle-orm';
import type { Customer, CustomerRef } from '#contract/customers.ts';
import type { WorkspaceRef } from '#contract/workspaces.ts';
import { customerColumns, customers } from '#db/schema/customers.ts';
import type { CallContext } from '#services/context.ts';
import { AppError, notFound } from '#services/errors.ts';
import { requireMember } from '#services/workspaces/access.ts';

/** Newest first. */
export async function listCustomers(ctx: CallContext, input: WorkspaceRef): Promise<Customer[]> {
  const { workspaceId } = await requireMember(ctx.db, {
    userId: ctx.caller.id,
    workspaceId: input.workspace_id,
  });
  return ctx.db
    .select(customerColumns)
    .from(customers)
    .where(eq(customers.workspace_id, workspaceId))
    .orderBy(desc(customers.id));
}

/** @throws AppError NOT_FOUND, also for a customer of a workspace that the caller is no member of */
export async function getCustomer(ctx: CallContext, input: CustomerRef): Promise<Customer> {
  const [customer] = await ctx.db
    .select(customerColumns)
    .from(customers)
    .where(eq(customers.id, input.customer_id));
  if (!customer) throw notFound('Customer');
  const { workspace_id: workspaceId } = customer;
  await requireMember(ctx.db, { userId: ctx.caller.id, workspaceId }).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'NOT_FOUND') throw notFound('Customer');
    throw error;
  });
  return customer;
}
