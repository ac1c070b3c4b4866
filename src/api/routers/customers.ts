import { z } from 'zod';
import { Customer, CustomerRef, UpdateCustomerInput } from '#contract/customers.ts';
import { WorkspaceRef } from '#contract/workspaces.ts';
import { procedure, router } from '#api/trpc.ts';
import { getCustomer, listCustomers } from '#services/customers/listCustomers.ts';
import { updateCustomer } from '#services/customers/updateCustomer.ts';

export const customersRouter = router({
  list: procedure
    .input(WorkspaceRef)
    .output(z.array(Customer))
    .query(({ ctx, input }) => listCustomers(ctx, input)),
  get: procedure
    .input(CustomerRef)
    .output(Customer)
    .query(({ ctx, input }) => getCustomer(ctx, input)),
  update: procedure
    .input(UpdateCustomerInput)
    .output(Customer)
    .mutation(({ ctx, input }) => updateCustomer(ctx, input)),
});
