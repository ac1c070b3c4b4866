import type { Reader } from '#db/client.ts';

/** Members of the workspace who are online and have not said that they are not available. */
export async function onlineOperators(
  _db: Pick<Reader, 'select'>,
  _workspaceId: string,
): Promise<string[]> {
  return [];
}
