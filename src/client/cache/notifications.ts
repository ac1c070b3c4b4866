import { getQueryKey } from '@trpc/react-query';
import { z } from 'zod';
import { type Change, liveQuery, ownScope } from '#client/liveQuery.ts';
import { trpc } from '#client/trpc.ts';
import { keepNewer, patch, upsert, without } from '#client/versioned.ts';
import {
  MAX_NOTIFICATIONS,
  type Notification,
  type NotificationSettings,
} from '#contract/notifications.ts';

type Notifications = readonly Notification[];

/** `notifications.list`, newest first. */
export const notificationList = liveQuery({
  queryKey: getQueryKey(trpc.notifications.list),
  input: z.object({}),
  reduce: reduceNotifications,
  keepNewer: (fetched: Notifications, known: Notifications) => keepNewer(fetched, known),
  scopesOf: () => [ownScope],
});

/** The person's notifications after a change: what is gone needs no word any more. */
export function reduceNotifications(list: Notifications, change: Change): Notifications {
  if (change.type === 'notification.created') {
    const after = upsert(list, change.payload.notification, { order: 'newest' });
    return after.length > MAX_NOTIFICATIONS ? after.slice(0, MAX_NOTIFICATIONS) : after;
  }
  if (change.type === 'notification.updated') return patch(list, change.payload.notification);
  if (change.type === 'workspace.deleted')
    return without(list, (each) => each.workspace_id === change.payload.workspace_id);
  if (change.type === 'document.deleted')
    return without(list, (each) => each.document_id === change.payload.document_id);
  if (change.type === 'conversation.deleted')
    return without(list, (each) => each.conversation_id === change.payload.conversation_id);
  return list;
}

/** `notifications.settings.get`. */
export const notificationSettings = liveQuery({
  queryKey: getQueryKey(trpc.notifications.settings.get),
  input: z.object({}),
  reduce: reduceNotificationSettings,
  keepNewer: newerSettings,
  scopesOf: () => [ownScope],
});

/** The person's settings after a change, from whichever tab. */
export function reduceNotificationSettings(
  settings: NotificationSettings,
  change: Change,
): NotificationSettings {
  return change.type === 'notification_settings.updated'
    ? newerSettings(settings, change.payload.settings)
    : settings;
}

function newerSettings(one: NotificationSettings, other: NotificationSettings) {
  return other.version > one.version ? other : one;
}
