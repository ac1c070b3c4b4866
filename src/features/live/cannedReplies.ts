import type { CannedReply } from '#contract/live.ts';

/** What follows the `/` with which a reply begins; null when it does not look for a canned one. */
export function cannedQuery(draft: string): string | null {
  return /^\/([\p{L}\p{M}\p{N}_-]*)$/u.exec(draft)?.[1] ?? null;
}

/** Those whose shortcut begins with the query, then those that have it inside or in their text. */
export function findCanned(replies: readonly CannedReply[], query: string): CannedReply[] {
  const wanted = query.normalize('NFC').toLocaleLowerCase();
  const rank = ({ shortcut, text }: CannedReply) => {
    const known = shortcut.normalize('NFC').toLocaleLowerCase();
    if (known.startsWith(wanted)) return 0;
    if (known.includes(wanted)) return 1;
    return text.normalize('NFC').toLocaleLowerCase().includes(wanted) ? 2 : 3;
  };
  return replies
    .filter((reply) => rank(reply) < 3)
    .toSorted((a, b) => rank(a) - rank(b) || a.shortcut.localeCompare(b.shortcut));
}
