import { isRefusal } from '#client/isRefusal.ts';
import { useLive } from '#client/liveContext.tsx';
import { type MessageDraft, optimisticMessage } from '#client/optimisticMessage.ts';
import { trpc } from '#client/trpc.ts';
import type { Message } from '#contract/messages.ts';
import { uuidv7 } from '#shared/uuid.ts';

const maxRetries = 3;

/**
 * Sends a message and shows it at once. Its event, or the call's answer, takes its place under the same
 * `client_id`, by which sending twice is safe. When sending fails it stays with `status: error` and the reason
 * as `error_message`, to be sent again by `retry` or taken away by `discard`. Neither of them throws.
 */
export function useSendMessage() {
  const { liveCache } = useLive();
  const { mutateAsync } = trpc.messages.send.useMutation({
    retry: (failures, error) => failures < maxRetries && !isRefusal(error),
  });
  const attempt = async (message: Message): Promise<void> => {
    const { conversation_id, content, id: client_id } = message;
    liveCache.showUnsent({ ...message, status: 'pending', error_message: null });
    try {
      await mutateAsync({ conversation_id, content, client_id });
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'It could not be sent.';
      liveCache.showUnsent({ ...message, status: 'error', error_message: reason });
    }
  };
  return {
    send: (draft: MessageDraft) =>
      attempt(optimisticMessage(draft, { clientId: uuidv7(), now: new Date() })),
    retry: attempt,
    discard: (message: Message) => liveCache.discardUnsent(message),
  };
}
