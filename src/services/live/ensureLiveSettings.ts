import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { LiveSettings } from '#contract/live.ts';
import type { Transaction } from '#db/client.ts';
import { liveSettings, liveSettingsColumns } from '#db/schema/live.ts';
import { must } from '#shared/must.ts';

export const newLiveSecret = (): string => randomBytes(32).toString('hex');

/** A workspace's settings; the first time that they are asked for they are made. */
export async function ensureLiveSettings(
  tx: Transaction,
  workspaceId: string,
): Promise<LiveSettings> {
  await tx
    .insert(liveSettings)
    .values({
      workspace_id: workspaceId,
      key: randomBytes(12).toString('base64url'),
      secret: newLiveSecret(),
    })
    .onConflictDoNothing();
  const [settings] = await tx
    .select(liveSettingsColumns)
    .from(liveSettings)
    .where(eq(liveSettings.workspace_id, workspaceId));
  return must(settings, 'the settings just made');
}
