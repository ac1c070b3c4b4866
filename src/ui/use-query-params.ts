'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback } from 'react';

type Changes = Readonly<Record<string, string | number | null>>;

/**
 * The parameters of the address and how to change them: null takes one away. What they say survives a reload
 * and can be sent to somebody. `replace` leaves the browser's history as it is.
 */
export function useQueryParams() {
  const params = useSearchParams();
  const setParams = useCallback((changes: Changes, options: { replace?: boolean } = {}) => {
    const url = new URL(window.location.href);
    for (const [name, value] of Object.entries(changes))
      if (value === null) url.searchParams.delete(name);
      else url.searchParams.set(name, String(value));
    if (options.replace) window.history.replaceState(null, '', url);
    else window.history.pushState(null, '', url);
  }, []);
  return { params, setParams };
}
