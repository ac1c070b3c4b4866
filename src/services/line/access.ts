import { eq } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import { lineChannels } from '#db/schema/line.ts';
import { LineError } from '#services/line/lineError.ts';

/** With its secrets: for talking with LINE, never for an answer. */
export type LineChannel = { token: string; secret: string; botUserId: string; botName: string };

/** Null where the workspace has none. */
export async function findLineChannel(
  db: Pick<Reader, 'select'>,
  workspaceId: string,
): Promise<LineChannel | null> {
  const [channel] = await db
    .select({
      token: lineChannels.channel_access_token,
      secret: lineChannels.channel_secret,
      botUserId: lineChannels.bot_user_id,
      botName: lineChannels.bot_name,
    })
    .from(lineChannels)
    .where(eq(lineChannels.workspace_id, workspaceId));
  return channel ?? null;
}

/** @throws LineError for good */
export async function requireLineChannel(
  db: Pick<Reader, 'select'>,
  workspaceId: string,
): Promise<LineChannel> {
  const channel = await findLineChannel(db, workspaceId);
  if (!channel) throw new LineError('LINE is not connected any more', { permanent: true });
  return channel;
}
