'use client';

import { useEffect, useRef } from 'react';

/** Calls `onScreen` when the element comes within `marginPx` of the screen, and again each time it does. */
export function useOnScreen<E extends Element>(onScreen: () => void, marginPx: number) {
  const element = useRef<E>(null);
  useEffect(() => {
    if (!element.current) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) onScreen();
      },
      { rootMargin: `${marginPx}px` },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [onScreen, marginPx]);
  return element;
}
