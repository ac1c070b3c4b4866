import type { Message } from '#contract/messages.ts';

export type MessageDraft = Pick<
  Message,
  'workspace_id' | 'conversation_id' | 'author_id' | 'content'
> & {
  /** What the sender is in the conversation; `user` unless it is with a customer. */
  role?: Extract<Message['role'], 'user' | 'operator' | 'visitor'>;
  /** A note for operators. */
  internal?: boolean;
};

/** A message as its sender sees it before the server has confirmed it. */
export function optimisticMessage(
  draft: MessageDraft,
  { clientId, now }: { clientId: string; now: Date },
): Message {
  return {
    role: 'user',
    internal: false,
    ...draft,
    id: clientId,
    // After all that there are; it has its place once it is sent.
    seq: Number.MAX_SAFE_INTEGER,
    notice: null,
    status: 'pending',
    citations: [],
    client_id: clientId,
    reply_to_id: null,
    model: null,
    stopped: false,
    error_message: null,
    delivery: null,
    delivery_error: null,
    attachment: null,
    created_at: now.toISOString(),
    // No version of the server's: see `isSent`.
    version: 0,
  };
}
