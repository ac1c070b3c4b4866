import type { Citation } from '#contract/citations.ts';
import type { Message } from '#contract/messages.ts';
import type { OpenDocument } from '#features/documents/useOpenDocument.ts';

/** The document, page and citation that a reference opens, as the address keeps it. */
export function toSource({ id }: Pick<Message, 'id'>, citation: Citation): OpenDocument {
  return {
    documentId: citation.document_id,
    page: citation.page_from,
    source: `${id}.${citation.n}`,
  };
}

/** The citation that an address names; null when it names none. */
export function parseSource(source: string | null): { messageId: string; n: number } | null {
  const [, messageId, n] = /^([\da-f-]{36})\.(\d{1,3})$/.exec(source ?? '') ?? [];
  return messageId === undefined ? null : { messageId, n: Number(n) };
}

/** The number of the message's citation that is open; null when none is. */
export function openNumber(open: OpenDocument | null, { id }: Pick<Message, 'id'>): number | null {
  const source = parseSource(open?.source ?? null);
  return source?.messageId === id ? source.n : null;
}
