import { useLive } from '#client/liveContext.tsx';
import { trpc } from '#client/trpc.ts';
import type { Message } from '#contract/messages.ts';
import { uuidv7 } from '#shared/uuid.ts';

type Draft = { workspace_id: string; conversation_id: string; author_id: string; content: string };

/**
 * Sends a message and shows it at once. Its event, or the call's answer, takes its place under the same
 * `client_id`; when sending fails it stays with `status: error`, to be sent again or discarded.
 */
export function useSendMessage() {
  const { liveCache } = useLive();
  const mutation = trpc.messages.send.useMutation();
  const attempt = async (message: Message): Promise<void> => {
    const { conversation_id, content, client_id } = message;
    liveCache.showUnsent({ ...message, status: 'pending', error_message: null });
    try {
      await mutation.mutateAsync({ conversation_id, content, client_id: client_id ?? message.id });
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'It could not be sent.';
      liveCache.showUnsent({ ...message, status: 'error', error_message: reason });
    }
  };
  return {
    send: (draft: Draft) => attempt(unsentMessage(draft)),
    retry: attempt,
    discard: (message: Message) => liveCache.discardUnsent(message),
  };
}

function unsentMessage(draft: Draft): Message {
  const client_id = uuidv7();
  return {
    ...draft,
    id: client_id,
    role: 'user',
    status: 'pending',
    citations: [],
    client_id,
    reply_to_id: null,
    model: null,
    stopped: false,
    error_message: null,
    created_at: new Date().toISOString(),
    // The cache's own mark for what the server has not confirmed.
    version: 0,
  };
}
