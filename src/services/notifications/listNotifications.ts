import { desc, eq } from 'drizzle-orm';
import { MAX_NOTIFICATIONS, type Notification } from '#contract/notifications.ts';
import { notificationColumns, notifications } from '#db/schema/notifications.ts';
import type { CallContext } from '#services/context.ts';

/** The caller's own in all workspaces, newest first. */
export async function listNotifications(ctx: CallContext): Promise<Notification[]> {
  return ctx.db
    .select(notificationColumns)
    .from(notifications)
    .where(eq(notifications.user_id, ctx.caller.id))
    .orderBy(desc(notifications.id))
    .limit(MAX_NOTIFICATIONS);
}
