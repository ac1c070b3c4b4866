import { z } from 'zod';

/** Who is to subscribe to what. */
export const CrowdOptions = z.object({
  system: z.enum(['parley', 'stock tRPC', 'Socket.IO', 'bare ws']),
  port: z.number(),
  token: z.string(),
  workspace_id: z.string(),
  count: z.number(),
});
export type CrowdOptions = z.infer<typeof CrowdOptions>;

export const CrowdReport = z.object({
  deliveries: z.number(),
  wrong: z.number(),
  p50_ms: z.number(),
  p99_ms: z.number(),
});
export type CrowdReport = z.infer<typeof CrowdReport>;
