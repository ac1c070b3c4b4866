'use client';

import { useCallback, useState } from 'react';

const keyOf = (conversationId: string) => `parley-draft-${conversationId}`;

/** Storage may be forbidden or full; then a draft lasts as long as its page. */
function tryStorage<T>(action: () => T): T | null {
  try {
    return action();
  } catch {
    return null;
  }
}

/** What is written and not yet sent in a conversation; it survives going away and a reload of the tab. */
export function useDraft(conversationId: string) {
  const key = keyOf(conversationId);
  const [draft, setState] = useState(() => tryStorage(() => sessionStorage.getItem(key)) ?? '');
  const setDraft = useCallback(
    (text: string) => {
      setState(text);
      tryStorage(() =>
        text === '' ? sessionStorage.removeItem(key) : sessionStorage.setItem(key, text),
      );
    },
    [key],
  );
  return [draft, setDraft] as const;
}
