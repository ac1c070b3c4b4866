import type { Message } from '#contract/messages.ts';

/** A piece of an answer; `offset` is the length in UTF-16 units of the text before it. */
export type Delta = { offset: number; text: string };

/** The text with the piece; null when there is a gap before it, or it belongs to another text. */
export function joinDelta(text: string, delta: Delta): string | null {
  if (delta.offset > text.length) return null;
  const known = text.slice(delta.offset);
  if (known.startsWith(delta.text)) return text;
  return delta.text.startsWith(known) ? text + delta.text.slice(known.length) : null;
}

type Stream = { version: number; status: Message['status']; text: string; waiting: Delta[] };

/**
 * What answers have streamed so far, beside what the server has saved of them, which is up to a quarter of
 * a second behind. Pieces that come before the text in front of them wait here.
 */
export class MessageStreams {
  readonly #streams = new Map<string, Stream>();

  /** Adds a piece to an unfinished answer. True when text before it is missing: fetch the message. */
  add(message: Message, delta: Delta): boolean {
    const stream = this.#streamOf(message);
    if (!stream) return false;
    stream.waiting.push(delta);
    return !this.#join(stream);
  }

  /** The message with what has streamed of it beyond what was saved; the same one when there is nothing. */
  restore(message: Message): Message {
    if (!this.#streams.has(message.id)) return message;
    const stream = this.#streamOf(message);
    if (!stream) return message;
    if (message.content.length > stream.text.length) stream.text = message.content;
    this.#join(stream);
    return stream.text === message.content ? message : { ...message, content: stream.text };
  }

  #streamOf(message: Message): Stream | null {
    const { id, version, status, content } = message;
    const known = this.#streams.get(id);
    if (status === 'done' || status === 'error') {
      this.#streams.delete(id);
      return null;
    }
    if (known?.version === version) return known;
    // Pieces may overtake the event that says that the answer has begun; a new attempt starts from nothing.
    const hasBegun = known?.status === 'pending' && status === 'running';
    const stream: Stream = hasBegun
      ? { ...known, version, status }
      : { version, status, text: content, waiting: [] };
    this.#streams.set(id, stream);
    return stream;
  }

  /** True when nothing waits any more. */
  #join(stream: Stream): boolean {
    stream.waiting.sort((one, other) => one.offset - other.offset);
    while (stream.waiting[0]) {
      const joined = joinDelta(stream.text, stream.waiting[0]);
      if (joined === null) return false;
      stream.text = joined;
      stream.waiting.shift();
    }
    return true;
  }
}
