'use client';

import { type RefObject, useEffect, useRef } from 'react';

/**
 * Calls `onNear` when the element comes within `marginPx` of what `scroller` shows, and again each time it does.
 */
export function useNearness<E extends Element>(
  onNear: () => void,
  { scroller, marginPx }: { scroller: RefObject<HTMLElement | null>; marginPx: number },
) {
  const element = useRef<E>(null);
  useEffect(() => {
    if (!element.current) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) onNear();
      },
      { root: scroller.current, rootMargin: `${marginPx}px` },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [onNear, scroller, marginPx]);
  return element;
}
