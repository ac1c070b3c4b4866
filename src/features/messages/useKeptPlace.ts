'use client';

import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * What stands on the screen stays where it is when older messages are put above it. `oldestId` is the id of the
 * topmost message, whose element carries it as `data-message-id`.
 */
export function useKeptPlace(
  scroller: RefObject<HTMLElement | null>,
  oldestId: string | undefined,
): void {
  const last = useRef<{ id: string; top: number } | null>(null);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || oldestId === undefined) return;
    const topOf = (id: string) =>
      element.querySelector<HTMLElement>(`[data-message-id="${id}"]`)?.offsetTop;
    if (last.current && last.current.id !== oldestId) {
      const top = topOf(last.current.id);
      if (top !== undefined) element.scrollBy({ top: top - last.current.top, behavior: 'instant' });
    }
    last.current = { id: oldestId, top: topOf(oldestId) ?? 0 };
  }, [scroller, oldestId]);
}
