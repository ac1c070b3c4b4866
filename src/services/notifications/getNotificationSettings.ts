import { eq } from 'drizzle-orm';
import type { NotificationSettings } from '#contract/notifications.ts';
import { notificationSettings, notificationSettingsColumns } from '#db/schema/notifications.ts';
import type { CallContext } from '#services/context.ts';

/** The caller's own. Who has never changed any has version 1: the first that is stored is 2, and so newer. */
export async function getNotificationSettings(ctx: CallContext): Promise<NotificationSettings> {
  const { id: user_id } = ctx.caller;
  const [settings] = await ctx.db
    .select(notificationSettingsColumns)
    .from(notificationSettings)
    .where(eq(notificationSettings.user_id, user_id));
  return settings ?? { user_id, browser: {}, sound: false, version: 1 };
}
