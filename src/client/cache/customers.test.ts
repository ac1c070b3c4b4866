import { expect, test } from 'vitest';
import { reduceCustomers } from '#client/cache/customers.ts';
import { aCustomer, testId, workspaceId } from '#client/testRows.ts';

const here = { workspace_id: workspaceId };

test('a new customer comes first, once, and another workspace’s does not', () => {
  const customer = aCustomer(20);
  const created = { type: 'customer.created', payload: { ...here, customer } } as const;
  const list = reduceCustomers([aCustomer(10)], created, here);
  expect(list.map(({ id }) => id)).toEqual([testId(20), testId(10)]);
  expect(reduceCustomers(list, created, here)).toBe(list);
  expect(reduceCustomers([], created, { workspace_id: testId(9) })).toEqual([]);
});

test('what is told of a customer is kept unless it is older', () => {
  const named = aCustomer(10, { display_name: 'Mai', version: 2 });
  const updated = { type: 'customer.updated', payload: { ...here, customer: named } } as const;
  const list = reduceCustomers([aCustomer(10)], updated, here);
  expect(list).toEqual([named]);
  const older = {
    type: 'customer.updated',
    payload: { ...here, customer: aCustomer(10) },
  } as const;
  expect(reduceCustomers(list, older, here)).toBe(list);
});
