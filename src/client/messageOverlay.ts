import { type Delta, joinDeltas } from '#client/cache/activity.ts';
import {
  dropUnsent,
  isEnded,
  isSent,
  mapPages,
  type MessagePages,
  messagesOf,
  putUnsent,
} from '#client/cache/messages.ts';
import type { Change } from '#client/liveQuery.ts';
import type { Message } from '#contract/messages.ts';

/** `version` and `status` are those of the message when pieces began to wait; null while it is not known. */
type Waiting = { message: Pick<Message, 'version' | 'status'> | null; deltas: Delta[] };

/** More would mean that the text before them never comes; a gap is made good by a fetch in any case. */
const maxWaitingDeltas = 1_000;

/**
 * What this tab knows of messages beyond what the server has answered: those that it has written and that
 * are not confirmed, and streamed pieces that wait for the text before them.
 */
export class MessageOverlay {
  readonly #waiting = new Map<string, Waiting>();
  /** By `client_id`. */
  readonly #unsent = new Map<string, Message>();
  /** Confirmed while the call was still under way, whose failure then means nothing. */
  readonly #confirmed = new Set<string>();

  addDelta(messageId: string, delta: Delta): void {
    const waiting = this.#waiting.get(messageId) ?? { message: null, deltas: [] };
    if (waiting.deltas.length >= maxWaitingDeltas) waiting.deltas = [];
    waiting.deltas.push(delta);
    this.#waiting.set(messageId, waiting);
  }

  /** Does a streamed piece wait for text that has been missed? */
  hasGap(messageId: string): boolean {
    return this.#waiting.get(messageId)?.message != null;
  }

  /** What an event ends: the waiting for a confirmation, or for the text of an answer. */
  apply(change: Change): void {
    if (change.type === 'message.created') this.#confirm(change.payload.message);
    if (change.type === 'message.status_updated' && isEnded(change.payload))
      this.#waiting.delete(change.payload.message_id);
  }

  addUnsent(message: Message): void {
    const key = keyOf(message);
    if (!this.#confirmed.has(key)) this.#unsent.set(key, message);
  }

  removeUnsent(clientId: string): void {
    this.#unsent.delete(clientId);
  }

  /** A conversation's pages with what belongs on top of them. */
  lay(pages: MessagePages, conversationId: string): MessagePages {
    for (const message of messagesOf(pages)) if (isSent(message)) this.#confirm(message);
    return this.#layUnsent(this.#layDeltas(pages), conversationId);
  }

  #confirm(message: Message): void {
    const key = keyOf(message);
    if (this.#unsent.delete(key)) this.#confirmed.add(key);
  }

  #layUnsent(pages: MessagePages, conversationId: string): MessagePages {
    const unsent = [...this.#unsent.values()].filter(
      ({ conversation_id }) => conversation_id === conversationId,
    );
    const shown = dropUnsent(pages, ({ id }) => !unsent.some((message) => message.id === id));
    const known = messagesOf(shown);
    return unsent
      .filter((message) => !known.some((other) => isSame(message, other)))
      .reduce((laid, message) => putUnsent(laid, message), shown);
  }

  #layDeltas(pages: MessagePages): MessagePages {
    if (this.#waiting.size === 0) return pages;
    return mapPages(pages, (items) => items.map((message) => this.#join(message)));
  }

  #join(message: Message): Message {
    const entry = this.#waiting.get(message.id);
    if (!entry) return message;
    if (isEnded(message) || isOfAnotherAttempt(entry, message)) {
      this.#waiting.delete(message.id);
      return message;
    }
    const { text, waiting } = joinDeltas(message.content, entry.deltas);
    if (waiting.length === 0) this.#waiting.delete(message.id);
    else this.#waiting.set(message.id, { message, deltas: waiting });
    return text === message.content ? message : { ...message, content: text };
  }
}

const keyOf = ({ client_id, id }: Message) => client_id ?? id;

/** Of one unsent message only its fate changes. */
const isSame = (one: Message, other: Message) =>
  one.id === other.id && one.status === other.status && one.error_message === other.error_message;

/** A new version is a new attempt, but for the one that says that the attempt has begun. */
function isOfAnotherAttempt({ message: known }: Waiting, { version, status }: Message): boolean {
  if (!known || known.version === version) return false;
  const hasBegun = known.status === 'pending' && status === 'running';
  return !(hasBegun && version === known.version + 1);
}
