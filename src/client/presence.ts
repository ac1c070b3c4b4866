import type { Presence } from '#contract/presence.ts';

/** Does `told` say something newer of the same person? */
export const isNewerPresence = (told: Presence, known: Presence): boolean =>
  told.user_id === known.user_id && told.version > known.version;
