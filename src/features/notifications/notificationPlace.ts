import type { Notification } from '#contract/notifications.ts';

type About = Pick<Notification, 'workspace_id' | 'conversation_id' | 'kind'>;

const isOfDesk = { mention: false, assignment: true, new_customer: true, document_failed: false };

/** The page that a notification leads to. */
export function pathOf({ workspace_id, conversation_id, kind }: About): string {
  if (!conversation_id) return `/w/${workspace_id}/documents`;
  return `/w/${workspace_id}/${isOfDesk[kind] ? 'live' : 'c'}/${conversation_id}`;
}

/** What somebody must have before their eyes to need no word of it: the same on whichever page it is shown. */
export function placeOf({ workspace_id, conversation_id }: About): string {
  return conversation_id ?? `documents of ${workspace_id}`;
}

/** The place, as `placeOf` names it, that a page shows; null where nobody is notified of anything. */
export function placeShown(pathname: string): string | null {
  const [, workspaceId, page, id] =
    /^\/w\/([^/]+)\/(documents|c|live)(?:\/([^/]+))?\/?$/.exec(pathname) ?? [];
  if (page === 'documents' && !id) return `documents of ${workspaceId}`;
  return page === 'documents' ? null : (id ?? null);
}
