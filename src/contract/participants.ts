import { z } from 'zod';
import { Id, Timestamp, Version } from '#contract/primitives.ts';

/**
 * A person of a conversation. Of one that is open to the workspace, everybody who has read or written in it;
 * of a private one, everybody who may.
 */
export const Participant = z.object({
  id: Id,
  workspace_id: Id,
  conversation_id: Id,
  user_id: Id,
  /** The `seq` up to which the person has read; what has a greater one is unread. It never goes back. */
  read_seq: z.int().min(0),
  created_at: Timestamp,
  version: Version,
});
export type Participant = z.infer<typeof Participant>;

export const ParticipantInput = z.object({ conversation_id: Id, user_id: Id });
export type ParticipantInput = z.infer<typeof ParticipantInput>;

export const MarkReadInput = z.object({
  conversation_id: Id,
  /** The `seq` of the newest message that was seen. */
  seq: z.int32().min(0),
});
export type MarkReadInput = z.infer<typeof MarkReadInput>;
