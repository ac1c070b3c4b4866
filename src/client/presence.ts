import type { Presence } from '#contract/presence.ts';

/** `presence.list` after somebody's presence was told: also of one who has come since it was fetched. */
export function withPresence(known: readonly Presence[], told: Presence): readonly Presence[] {
  const at = known.findIndex(({ user_id }) => user_id === told.user_id);
  const before = known[at];
  if (!before) return [...known, told];
  return told.version > before.version ? known.with(at, told) : known;
}
