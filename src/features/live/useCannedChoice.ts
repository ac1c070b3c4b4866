'use client';

import { type KeyboardEvent, useState } from 'react';
import type { CannedReply } from '#contract/live.ts';
import { cannedOptionId } from '#features/live/CannedMenu.tsx';
import { cannedQuery, findCanned } from '#features/live/cannedReplies.ts';

/** The canned replies to choose from while the draft looks for one; `onText` gets what is chosen. */
export function useCannedChoice(
  draft: string,
  replies: readonly CannedReply[],
  onText: (text: string) => void,
) {
  const [at, setAt] = useState({ query: '', active: 0 });
  const [dismissed, setDismissed] = useState<string | null>(null);
  const query = cannedQuery(draft);
  const isOpen = query !== null && dismissed !== draft;
  const options = isOpen ? findCanned(replies, query) : null;
  const active = at.query === query ? at.active : 0;
  const chosen = options?.[active];
  const choose = (reply: CannedReply) => onText(reply.text);
  const takeKey = ({ key, shiftKey }: KeyboardEvent): boolean => {
    if (!options || query === null) return false;
    const move = (step: number) => {
      const count = Math.max(options.length, 1);
      setAt({ query, active: (active + step + count) % count });
      return true;
    };
    if (key === 'ArrowDown') return move(1);
    if (key === 'ArrowUp') return move(-1);
    if (key === 'Escape') {
      setDismissed(draft);
      return true;
    }
    if ((key !== 'Enter' && key !== 'Tab') || shiftKey || !chosen) return false;
    choose(chosen);
    return true;
  };
  return {
    options,
    active,
    activeId: chosen && cannedOptionId(chosen),
    choose,
    takeKey: (event: KeyboardEvent) => {
      const isTaken = takeKey(event);
      if (isTaken) event.preventDefault();
      return isTaken;
    },
  };
}
