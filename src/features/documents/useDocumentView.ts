'use client';

import { useSyncExternalStore } from 'react';

/** How a document is looked at: as it was made, or its text. */
export type DocumentView = 'original' | 'text';

const storageKey = 'parley-document-view';
const listeners = new Set<() => void>();
/** What was chosen on this page, also where storage is forbidden. */
let chosen: DocumentView | null = null;

function read(): DocumentView {
  if (chosen) return chosen;
  try {
    return localStorage.getItem(storageKey) === 'text' ? 'text' : 'original';
  } catch {
    return 'original';
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Remembered in this browser, for every document. */
export function useDocumentView(): [DocumentView, (view: DocumentView) => void] {
  const view = useSyncExternalStore(subscribe, read, (): DocumentView => 'original');
  const remember = (next: DocumentView) => {
    chosen = next;
    try {
      localStorage.setItem(storageKey, next);
    } catch {
      // Then it is forgotten with the page.
    }
    for (const listener of listeners) listener();
  };
  return [view, remember];
}
