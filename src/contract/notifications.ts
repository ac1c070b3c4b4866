import { z } from 'zod';
import { Id, Timestamp, Version } from '#contract/primitives.ts';

export const NotificationKind = z.enum([
  'mention',
  'assignment',
  'new_customer',
  'document_failed',
]);
export type NotificationKind = z.infer<typeof NotificationKind>;

/** Something that a person is told of wherever they are, until they have seen it. */
export const Notification = z.object({
  id: Id,
  user_id: Id,
  workspace_id: Id,
  kind: NotificationKind,
  conversation_id: Id.nullable(),
  document_id: Id.nullable(),
  /** Who caused it; null for a rule, the AI or a worker. */
  by: Id.nullable(),
  /** The beginning of the message, or the file's name. */
  text: z.string(),
  read_at: Timestamp.nullable(),
  created_at: Timestamp,
  version: Version,
});
export type Notification = z.infer<typeof Notification>;

/**
 * How a person is told, beside the bell, which always tells. Of a kind that is turned off there is no browser
 * notification and no sound.
 */
export const NotificationSettings = z.object({
  user_id: Id,
  /** Only what has been chosen; a kind that is absent is on. */
  browser: z.partialRecord(NotificationKind, z.boolean()),
  sound: z.boolean(),
  version: Version,
});
export type NotificationSettings = z.infer<typeof NotificationSettings>;

/** Only what is given changes. */
export const UpdateNotificationSettingsInput = z.object({
  browser: z.partialRecord(NotificationKind, z.boolean()).optional(),
  sound: z.boolean().optional(),
});
export type UpdateNotificationSettingsInput = z.infer<typeof UpdateNotificationSettingsInput>;

/** The newest that a list holds; older ones are seldom asked for and go after three months. */
export const MAX_NOTIFICATIONS = 100;

export const MarkNotificationsReadInput = z.object({
  /** Absent: all of them. */
  ids: z.array(Id).min(1).max(MAX_NOTIFICATIONS).optional(),
});
export type MarkNotificationsReadInput = z.infer<typeof MarkNotificationsReadInput>;
