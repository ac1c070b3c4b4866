import { z } from 'zod';
import {
  MarkNotificationsReadInput,
  Notification,
  NotificationSettings,
  UpdateNotificationSettingsInput,
} from '#contract/notifications.ts';
import { procedure, router } from '#api/trpc.ts';
import { getNotificationSettings } from '#services/notifications/getNotificationSettings.ts';
import { listNotifications } from '#services/notifications/listNotifications.ts';
import { markNotificationsRead } from '#services/notifications/markNotificationsRead.ts';
import { updateNotificationSettings } from '#services/notifications/updateNotificationSettings.ts';

const settingsRouter = router({
  get: procedure
    .input(z.object({}).optional())
    .output(NotificationSettings)
    .query(({ ctx }) => getNotificationSettings(ctx)),
  update: procedure
    .input(UpdateNotificationSettingsInput)
    .output(NotificationSettings)
    .mutation(({ ctx, input }) => updateNotificationSettings(ctx, input)),
});

export const notificationsRouter = router({
  settings: settingsRouter,
  list: procedure
    .input(z.object({}).optional())
    .output(z.array(Notification))
    .query(({ ctx }) => listNotifications(ctx)),
  markRead: procedure
    .input(MarkNotificationsReadInput)
    .output(z.array(Notification))
    .mutation(({ ctx, input }) => markNotificationsRead(ctx, input)),
});
