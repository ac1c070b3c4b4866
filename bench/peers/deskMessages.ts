import { z } from 'zod';
import { trustedToken } from './trustedToken.ts';

const DeskCustomer = z.object({ user_id: z.string(), conversation_id: z.string() });
export type DeskCustomer = z.infer<typeof DeskCustomer>;

/** Who is to come to the desk, so many at a time. */
export const DeskPeople = z.object({
  port: z.number(),
  workspace_id: z.string(),
  operators: z.array(z.string()),
  customers: z.array(DeskCustomer),
  at_once: z.number(),
});
export type DeskPeople = z.infer<typeof DeskPeople>;

/** What a crowd is asked for: to come, to count anew and take nobody for subscribed, or what it has counted. */
export const DeskRequest = z.union([DeskPeople, z.enum(['begin', 'report'])]);

/** Moments are in milliseconds of the machine's clock; counts and moments are those since the last `begin`. */
export const DeskReport = z.object({
  /** Messages that came to an operator's tab, or back to the customer who wrote them. */
  deliveries: z.number(),
  /** Events out of turn, doubled or reset, and subscriptions that failed. */
  wrong: z.number(),
  presence: z.number(),
  /** Those of them which say that somebody is not there. */
  offline: z.number(),
  /** When the last of them came; 0 before the first. */
  presence_at: z.number(),
  /** Subscriptions that have not caught up. */
  waiting: z.number(),
  /** When the last subscription caught up. */
  ready_at: z.number(),
  p50_ms: z.number(),
  p99_ms: z.number(),
});
export type DeskReport = z.infer<typeof DeskReport>;

export const operatorToken = (user_id: string): string =>
  trustedToken({ user_id, display_name: 'Operator', is_anonymous: false });

export const customerToken = (user_id: string): string =>
  trustedToken({ user_id, display_name: 'Customer', is_anonymous: true });

/** The same in every process of the machine. */
export const machineMs = (): number => performance.timeOrigin + performance.now();
