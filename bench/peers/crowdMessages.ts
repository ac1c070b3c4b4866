import { z } from 'zod';

/** Who is to subscribe to what. */
export const CrowdOptions = z.object({
  system: z.enum(['parley', 'stock tRPC', 'Socket.IO', 'bare ws', 'query per client']),
  port: z.number(),
  token: z.string(),
  workspace_id: z.string(),
  count: z.number(),
  /** From where `parley` and `query per client` resume; null: from now. */
  lastEventId: z.string().nullable().default(null),
});
export type CrowdOptions = z.output<typeof CrowdOptions>;

export const CrowdReport = z.object({
  deliveries: z.number(),
  wrong: z.number(),
  /** Subscriptions that have caught up. */
  ready: z.number(),
  /** From the first connection until all had caught up. */
  connect_ms: z.number(),
  p50_ms: z.number(),
  p99_ms: z.number(),
});
export type CrowdReport = z.infer<typeof CrowdReport>;
