import { sql } from 'drizzle-orm';
import type {
  NotificationSettings,
  UpdateNotificationSettingsInput,
} from '#contract/notifications.ts';
import { notificationSettings, notificationSettingsColumns } from '#db/schema/notifications.ts';
import { tell, userScope } from '#events/append.ts';
import type { CallContext } from '#services/context.ts';
import { announce } from '#services/transaction.ts';
import { must } from '#shared/must.ts';

/** Only what is given changes, so that two tabs may each change another kind at the same time. */
export async function updateNotificationSettings(
  ctx: CallContext,
  { browser = {}, sound }: UpdateNotificationSettingsInput,
): Promise<NotificationSettings> {
  const { id: user_id } = ctx.caller;
  return ctx.withTransaction(async (tx) => {
    const [row] = await tx
      .insert(notificationSettings)
      .values({ user_id, browser, sound, version: 2 })
      .onConflictDoUpdate({
        target: notificationSettings.user_id,
        set: {
          browser: sql`${notificationSettings.browser} || excluded.browser`,
          sound,
          version: sql`${notificationSettings.version} + 1`,
        },
      })
      .returning(notificationSettingsColumns);
    const settings = must(row, 'the settings just stored');
    return announce(
      settings,
      tell([userScope(user_id)], { type: 'notification_settings.updated', payload: { settings } }),
    );
  });
}
