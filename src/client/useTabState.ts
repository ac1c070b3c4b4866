import { useEffect, useState } from 'react';

/** A tab that nobody touches for so long is as good as hidden. */
const idleMs = 5 * 60_000;

const signs = ['pointerdown', 'pointermove', 'keydown', 'scroll', 'touchstart'] as const;

/** `away` while the tab is hidden or has not been touched for five minutes. */
export function useTabState(): 'active' | 'away' {
  const [state, setState] = useState<'active' | 'away'>('active');
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      if (document.visibilityState === 'hidden') return setState('away');
      setState('active');
      timer = setTimeout(() => setState('away'), idleMs);
    };
    look();
    document.addEventListener('visibilitychange', look);
    for (const sign of signs) window.addEventListener(sign, look, { passive: true });
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
      for (const sign of signs) window.removeEventListener(sign, look);
    };
  }, []);
  return state;
}
