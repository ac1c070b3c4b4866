import type { Activity } from '#contract/activity.ts';

/** A piece of an answer; `offset` is the length in UTF-16 units of the text before it. */
export type Delta = Omit<Extract<Activity, { type: 'message.delta' }>['payload'], 'message_id'>;

/**
 * The text with the piece; null when text before the piece is missing. Where the two differ, the piece is
 * right: it comes from the attempt that is under way.
 */
export function applyDelta(text: string, delta: Delta): string | null {
  if (delta.offset > text.length) return null;
  if (text.startsWith(delta.text, delta.offset)) return text;
  return text.slice(0, delta.offset) + delta.text;
}

/** The text with all pieces that join it, and those that wait for what is before them. */
export function joinDeltas(
  text: string,
  deltas: readonly Delta[],
): { text: string; waiting: Delta[] } {
  const waiting = deltas.toSorted((one, other) => one.offset - other.offset);
  let joined = text;
  for (let [next] = waiting; next; [next] = waiting) {
    const longer = applyDelta(joined, next);
    if (longer === null) break;
    joined = longer;
    waiting.shift();
  }
  return { text: joined, waiting };
}
