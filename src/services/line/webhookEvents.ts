import { z } from 'zod';

const LineId = z.string().min(1).max(200);

/** PostgreSQL's text cannot hold U+0000, nor half a character. */
const Words = z.string().transform((text) => text.replaceAll('\0', '').toWellFormed());

const FromLine = z.object({ type: z.literal('line') });
const FromElsewhere = z.object({ type: z.literal('external'), originalContentUrl: Words });
const File = z.object({
  id: LineId,
  contentProvider: z.discriminatedUnion('type', [FromLine, FromElsewhere]).optional(),
});

const LineMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), id: LineId, text: Words }),
  File.extend({ type: z.literal('image') }),
  File.extend({ type: z.literal('video') }),
  File.extend({ type: z.literal('audio') }),
  z.object({ type: z.literal('file'), id: LineId, fileName: Words }),
  z.object({
    type: z.literal('sticker'),
    id: LineId,
    keywords: z.array(Words).optional(),
    text: Words.optional(),
  }),
  z.object({
    type: z.literal('location'),
    id: LineId,
    title: Words.optional(),
    address: Words.optional(),
    latitude: z.number(),
    longitude: z.number(),
  }),
]);
type LineMessage = z.infer<typeof LineMessage>;

const Happening = z.object({
  webhookEventId: LineId,
  /** `standby`: another program answers this chat. */
  mode: z.string().optional(),
  source: z.object({ type: z.string(), userId: LineId.optional() }).optional(),
});

/** Of all that LINE tells, what concerns a customer. */
const KnownEvent = z.discriminatedUnion('type', [
  Happening.extend({
    type: z.literal('message'),
    // A kind that came after this was written still reaches the operator.
    message: z.union([LineMessage, z.object({ type: z.string(), id: LineId })]),
  }),
  Happening.extend({ type: z.literal('follow') }),
  Happening.extend({ type: z.literal('unfollow') }),
]);

const LineEvent = z.union([KnownEvent, Happening.extend({ type: z.string() })]);
export type LineEvent = z.infer<typeof LineEvent>;

export const Webhook = z.object({ destination: z.string(), events: z.array(LineEvent).max(1_000) });
export type Webhook = z.infer<typeof Webhook>;

/** A customer's message as it stands in the conversation. */
export type Incoming = {
  content: string;
  /** It asks nothing. */
  isWordless: boolean;
  /** What is to be fetched from LINE, under which name if it has one. */
  file: { lineMessageId: string; fileName: string | null } | null;
};

/** The message of an event in words; null for other events. */
export function incomingOf(event: LineEvent): Incoming | null {
  const known = KnownEvent.safeParse(event);
  if (!known.success || known.data.type !== 'message') return null;
  const message = LineMessage.safeParse(known.data.message);
  if (!message.success) return words('[a message that cannot be shown here]');
  return inWords(message.data);
}

const words = (content: string): Incoming => ({ content, isWordless: false, file: null });

function inWords(message: LineMessage): Incoming {
  switch (message.type) {
    case 'text':
      return words(message.text);
    case 'image':
      return fileIn('[photo]', message);
    case 'video':
      return fileIn('[video]', message);
    case 'audio':
      return fileIn('[voice message]', message);
    case 'file': {
      const fileName = message.fileName.slice(0, 200) || 'file';
      const file = { lineMessageId: message.id, fileName };
      return { ...words(`[file: ${fileName}]`), file };
    }
    case 'sticker': {
      const meaning = message.text ?? message.keywords?.slice(0, 3).join(', ') ?? '';
      return { ...words(meaning ? `[sticker: ${meaning}]` : '[sticker]'), isWordless: true };
    }
    case 'location': {
      const { title, address, latitude, longitude } = message;
      const place = [title, address, `${latitude}, ${longitude}`].filter(Boolean).join(', ');
      return words(`[location: ${place}]`);
    }
  }
}

/** One that lies elsewhere is a link: what a stranger's address leads to is not fetched by the server. */
function fileIn(content: string, { id, contentProvider }: z.infer<typeof File>): Incoming {
  if (contentProvider?.type === 'external')
    return words(`${content} ${contentProvider.originalContentUrl}`);
  return { ...words(content), file: { lineMessageId: id, fileName: null } };
}
