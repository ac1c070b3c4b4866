import type { NotificationKind } from '#contract/notifications.ts';

/** The words of notifications. */
export const notificationsTexts = {
  open: (unread: number) => (unread === 0 ? 'Notifications' : `Notifications, ${unread} new`),
  title: 'Notifications',
  none: 'Nothing yet. You are told here when somebody mentions you, gives you a customer, or a file of yours cannot be read.',
  readAll: 'Mark all as read',
  kinds: {
    mention: (by: string) => `${by} mentions you`,
    assignment: () => 'A customer was given to you',
    new_customer: () => 'A new customer',
    document_failed: () => 'A file could not be read',
  } satisfies Record<NotificationKind, (by: string) => string>,
} as const;
