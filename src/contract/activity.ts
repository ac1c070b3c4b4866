import { z } from 'zod';
import { Presence } from '#contract/presence.ts';
import { Id } from '#contract/primitives.ts';

/** What need not survive: never in a log, not replayed after a disconnect. */
export const Activity = z.discriminatedUnion('type', [
  z.object({ type: z.literal('activity.ready'), payload: z.object({}) }),
  z.object({
    type: z.literal('message.delta'),
    payload: z.object({
      message_id: Id,
      /** Length in UTF-16 units of the text before `text`. */
      offset: z.int().min(0),
      text: z.string(),
    }),
  }),
  z.object({
    type: z.literal('typing.updated'),
    payload: z.object({ user_id: Id, typing: z.boolean() }),
  }),
  z.object({ type: z.literal('presence.updated'), payload: Presence }),
]);
export type Activity = z.infer<typeof Activity>;

/** A conversation's room: typing, and answers as they are written. */
const ConversationRoom = z.object({ conversation_id: Id });

/**
 * A workspace's room: who is there. Being subscribed is being there; a tab that is hidden or left alone
 * subscribes anew with `away`.
 */
const WorkspaceRoom = z.object({
  workspace_id: Id,
  state: z.enum(['active', 'away']).default('active'),
  /** The customer's conversation that the tab shows. */
  viewing: Id.optional(),
});
export type WorkspaceRoom = z.output<typeof WorkspaceRoom>;

export const OnActivityInput = z.union([ConversationRoom, WorkspaceRoom]);
export type OnActivityInput = z.output<typeof OnActivityInput>;

export const SetTypingInput = z.object({ conversation_id: Id, typing: z.boolean() });
export type SetTypingInput = z.infer<typeof SetTypingInput>;
