import { z } from 'zod';
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
]);
export type Activity = z.infer<typeof Activity>;

export const OnActivityInput = z.object({ conversation_id: Id });
export type OnActivityInput = z.infer<typeof OnActivityInput>;

export const SetTypingInput = z.object({ conversation_id: Id, typing: z.boolean() });
export type SetTypingInput = z.infer<typeof SetTypingInput>;
