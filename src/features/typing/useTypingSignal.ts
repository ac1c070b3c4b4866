'use client';

import { useCallback, useEffect, useRef } from 'react';
import { trpc } from '#client/trpc.ts';

/** Others forget a typist after five seconds. */
const repeatMs = 3_000;

/** Tells the conversation's others that one types, at most every three seconds, and when one has stopped. */
export function useTypingSignal(conversation_id: string | null) {
  const { mutate } = trpc.typing.set.useMutation();
  const saidAtMs = useRef<number | null>(null);
  const stopTyping = useCallback(() => {
    if (saidAtMs.current === null || conversation_id === null) return;
    saidAtMs.current = null;
    mutate({ conversation_id, typing: false });
  }, [mutate, conversation_id]);
  const keepTyping = useCallback(() => {
    if (conversation_id === null) return;
    const now = performance.now();
    if (saidAtMs.current !== null && now - saidAtMs.current < repeatMs) return;
    saidAtMs.current = now;
    mutate({ conversation_id, typing: true });
  }, [mutate, conversation_id]);
  useEffect(() => stopTyping, [stopTyping]);
  return { keepTyping, stopTyping };
}
