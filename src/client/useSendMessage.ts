import { useSyncExternalStore } from 'react';
import { useConnectionState, useLive } from '#client/liveContext.tsx';
import type { MessageDraft } from '#client/optimisticMessage.ts';
import type { Message } from '#contract/messages.ts';

/**
 * Sends a message and shows it at once. Its event, or the call's answer, takes its place under the same
 * `client_id`, by which sending twice is safe. While the server cannot be reached it waits, also across a
 * reload. One that is refused has `status: error` and the reason as `error_message`, to be tried again by
 * `retry`; it and a waiting one are taken away by `discard`.
 */
export function useSendMessage() {
  const { outbox } = useLive();
  const isHeld = useSyncExternalStore(outbox.subscribe, outbox.isHeld, () => false);
  const isConnected = useConnectionState() === 'connected';
  return {
    /** Do messages wait, rather than being on their way? */
    isWaiting: isHeld || !isConnected,
    send: (draft: Omit<MessageDraft, 'author_id'>) => void outbox.add(draft),
    retry: (message: Message) => void outbox.retry(message),
    discard: (message: Message) => void outbox.discard(message),
  };
}
