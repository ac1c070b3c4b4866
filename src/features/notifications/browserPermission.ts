'use client';

import { useSyncExternalStore } from 'react';

export type BrowserPermission = NotificationPermission | 'unsupported';

const listeners = new Set<() => void>();

/** May this browser show notifications? Without locks, on insecure origins, tabs could not agree which one does. */
export function browserPermission(): BrowserPermission {
  return 'Notification' in window && 'locks' in navigator
    ? window.Notification.permission
    : 'unsupported';
}

/** To be called by a click only: browsers punish a page that asks by itself. */
export async function askPermission(): Promise<void> {
  await window.Notification.requestPermission();
  for (const listener of listeners) listener();
}

/** As `browserPermission` says, also after it was changed in another tab or in the browser's own settings. */
export function useBrowserPermission(): BrowserPermission {
  return useSyncExternalStore(subscribe, browserPermission, () => 'unsupported');
}

function subscribe(listener: () => void): () => void {
  const stopped = new AbortController();
  const { signal } = stopped;
  listeners.add(listener);
  // Some browsers tell of no change: coming back from their settings is a moment to look.
  window.addEventListener('focus', listener, { signal });
  navigator.permissions.query({ name: 'notifications' }).then(
    (status) => signal.aborted || status.addEventListener('change', listener, { signal }),
    () => {},
  );
  return () => {
    listeners.delete(listener);
    stopped.abort();
  };
}
