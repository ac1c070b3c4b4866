'use client';

import { useCallback, useState } from 'react';

/** Whether an element has been on the screen, or nearly, since it is there. */
export function useWasSeen(): [ref: (element: Element | null) => void, wasSeen: boolean] {
  const [wasSeen, setWasSeen] = useState(false);
  const ref = useCallback((element: Element | null) => {
    if (!element) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        setWasSeen(true);
        observer.disconnect();
      },
      { rootMargin: '200px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, wasSeen];
}
