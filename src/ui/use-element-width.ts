'use client';

import { useCallback, useState } from 'react';

/** How wide an element is now, in CSS pixels without its padding; 0 before it is there. */
export function useElementWidth(): [ref: (element: Element | null) => void, width: number] {
  const [width, setWidth] = useState(0);
  const ref = useCallback((element: Element | null) => {
    if (!element) return undefined;
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}
