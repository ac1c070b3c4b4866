'use client';

import { type KeyboardEvent, useId, useState } from 'react';

/** Something to choose from while one writes. */
export type Choice = { key: string; label: string; detail?: string };

/**
 * The keyboard of a list that a text field offers while one writes: arrows move, Enter and Tab choose, Escape puts
 * it away until something else is written. `query`: what the options were found by; null when nothing is looked for.
 */
export function useChoice<Option extends Choice>(
  query: string | null,
  find: (query: string) => Option[],
  onChoose: (option: Option) => void,
) {
  const id = useId();
  const [at, setAt] = useState({ query, active: 0 });
  const [dismissed, setDismissed] = useState<string | null>(null);
  const options = query !== null && dismissed !== query ? find(query) : null;
  const active = at.query === query ? at.active : 0;
  const chosen = options?.[active];
  const optionId = ({ key }: Choice) => `${id}-${key}`;
  const take = ({ key, shiftKey }: KeyboardEvent): boolean => {
    if (!options) return false;
    const move = (step: number) => {
      const count = Math.max(options.length, 1);
      setAt({ query, active: (active + step + count) % count });
      return true;
    };
    if (key === 'ArrowDown') return move(1);
    if (key === 'ArrowUp') return move(-1);
    if (key === 'Escape') {
      setDismissed(query);
      return true;
    }
    if ((key !== 'Enter' && key !== 'Tab') || shiftKey || !chosen) return false;
    onChoose(chosen);
    return true;
  };
  return {
    id,
    options,
    active,
    optionId,
    choose: onChoose,
    /** True for a key that belongs to the list. */
    takeKey: (event: KeyboardEvent): boolean => {
      const isTaken = take(event);
      if (isTaken) event.preventDefault();
      return isTaken;
    },
    /** For the field. */
    listbox: options ? { id, activeId: chosen && optionId(chosen) } : null,
  };
}
