import { z } from 'zod';
import { Id, Timestamp } from '#contract/primitives.ts';

/** `away`: every tab is hidden, or has not been touched for a while. */
export const PresenceStatus = z.enum(['online', 'away', 'offline']);
export type PresenceStatus = z.infer<typeof PresenceStatus>;

/** How a member of a workspace is there, over all tabs, devices and API processes. */
export const Presence = z.object({
  workspace_id: Id,
  user_id: Id,
  status: PresenceStatus,
  /** False when they have said that they do not answer customers now. */
  available: z.boolean(),
  /** The customers' conversations that they have open. */
  viewing: z.array(Id),
  last_seen_at: Timestamp.nullable(),
  /** What two processes tell of a person may arrive in another order than it happened: the greater one counts. */
  version: z.int().min(0),
});
export type Presence = z.infer<typeof Presence>;

export const SetAvailableInput = z.object({ workspace_id: Id, available: z.boolean() });
export type SetAvailableInput = z.infer<typeof SetAvailableInput>;
