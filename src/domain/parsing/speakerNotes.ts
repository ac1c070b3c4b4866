import type { SourceBlock } from '#domain/parsing/parsedDocument.ts';

/** What a slide shows, and then, where there are any, the notes on what is said to it. */
export function withSpeakerNotes(
  shown: readonly SourceBlock[],
  notes: readonly SourceBlock[],
): SourceBlock[] {
  if (notes.length === 0) return [...shown];
  return [...shown, { kind: 'heading', level: 3, text: 'Speaker notes' }, ...notes];
}
