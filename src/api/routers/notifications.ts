import { z } from 'zod';
import { MarkNotificationsReadInput, Notification } from '#contract/notifications.ts';
import { procedure, router } from '#api/trpc.ts';
import { listNotifications } from '#services/notifications/listNotifications.ts';
import { markNotificationsRead } from '#services/notifications/markNotificationsRead.ts';

export const notificationsRouter = router({
  list: procedure
    .input(z.object({}).optional())
    .output(z.array(Notification))
    .query(({ ctx }) => listNotifications(ctx)),
  markRead: procedure
    .input(MarkNotificationsReadInput)
    .output(z.array(Notification))
    .mutation(({ ctx, input }) => markNotificationsRead(ctx, input)),
});
