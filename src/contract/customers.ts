import { z } from 'zod';
import { Id, nameLine, Timestamp, Version } from '#contract/primitives.ts';

/** How a customer reaches the workspace. */
export const CustomerChannel = z.enum(['web', 'line']);
export type CustomerChannel = z.infer<typeof CustomerChannel>;

/** Somebody outside the workspace who writes to it. */
export const Customer = z.object({
  id: Id,
  workspace_id: Id,
  channel: CustomerChannel,
  /** Empty until the customer tells it. */
  display_name: z.string(),
  email: z.string().nullable(),
  picture_url: z.string().nullable(),
  /** The company's own id of a customer whose identity it has vouched for, or LINE's; else null. */
  external_id: z.string().nullable(),
  /** The page on which the customer last wrote or opened the chat. */
  page_url: z.string().nullable(),
  last_seen_at: Timestamp.nullable(),
  created_at: Timestamp,
  version: Version,
});
export type Customer = z.infer<typeof Customer>;

export const CustomerRef = z.object({ customer_id: Id });
export type CustomerRef = z.infer<typeof CustomerRef>;

export const UpdateCustomerInput = CustomerRef.extend({
  display_name: nameLine(100).optional(),
  email: z.email().max(254).nullable().optional(),
});
export type UpdateCustomerInput = z.infer<typeof UpdateCustomerInput>;
