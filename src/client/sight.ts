/**
 * Does somebody look at this tab? Visible is not enough: its window may stand beside the one that somebody
 * works in. A frame can't know whether the page around it has the focus, so there visible must do.
 */
export function isInSight(): boolean {
  if (document.visibilityState === 'hidden') return false;
  return window.parent !== window || document.hasFocus();
}

/** Calls `listener` when that may have changed, until what is returned is called. */
export function subscribeToSight(listener: () => void): () => void {
  const stopped = new AbortController();
  const { signal } = stopped;
  document.addEventListener('visibilitychange', listener, { signal });
  window.addEventListener('focus', listener, { signal });
  window.addEventListener('blur', listener, { signal });
  return () => stopped.abort();
}
