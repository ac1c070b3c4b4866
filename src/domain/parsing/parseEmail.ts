import type { Address, Attachment, Email } from 'postal-mime';
import { cleanLine, cleanLines } from '#domain/parsing/cleanText.ts';
import { paginate } from '#domain/parsing/layout.ts';
import type {
  ParsedPage,
  Parser,
  ParseOptions,
  SourceBlock,
} from '#domain/parsing/parsedDocument.ts';
import { ParseFailure } from '#domain/parsing/parseFailure.ts';
import { htmlBlocks } from '#domain/parsing/parseHtml.ts';

const maxAttachments = 100;
const maxLineBytes = 1_024;

/** Its subject, who wrote to whom and when, what it says, and then the pages of each attachment under its name. */
export const parseEmail: Parser = async (bytes, options) => {
  const email = await readEmail(bytes);
  const attached: ParsedPage[] = [];
  const unread: string[] = [];
  for (const attachment of email.attachments.slice(0, maxAttachments)) {
    const { pages, problem } = await readAttachment(attachment, options);
    attached.push(...pages);
    if (problem !== null) unread.push(problem);
  }
  const left = email.attachments.length - maxAttachments;
  if (left > 0)
    unread.push(`${left} more attachments were not read: ${maxAttachments} are at most.`);
  const notes = unread.map((text): SourceBlock => ({ kind: 'list_item', text }));
  const letter = paginate([...headerBlocks(email), ...notes, ...bodyBlocks(email)]);
  // Pages of attachments are shown as text alone, whatever they are there.
  return [...letter, ...attached].map(({ text, blocks }, index) => ({
    page: index + 1,
    text,
    blocks,
  }));
};

async function readEmail(bytes: Uint8Array): Promise<Email> {
  const { default: PostalMime } = await import('postal-mime');
  return PostalMime.parse(withoutMailboxLine(bytes)).catch((error: unknown) => {
    throw new ParseFailure('broken', error);
  });
}

/** `From ann@example.com Mon Jan  5 …`, above letters that have come out of a Unix mailbox. */
function withoutMailboxLine(bytes: Uint8Array): Uint8Array {
  const start = Buffer.from(bytes.subarray(0, maxLineBytes)).toString('latin1');
  const [line = ''] = /^\s*>?From [^\n]*\n/.exec(start) ?? [];
  return bytes.subarray(line.length);
}

function headerBlocks(email: Email): SourceBlock[] {
  const fields = [
    ['From', addressText(email.from ? [email.from] : [])],
    ['To', addressText(email.to)],
    ['Cc', addressText(email.cc)],
    ['Date', email.date?.replace(/(T00:00:00)?\.\d{3}Z$/, ' UTC').replace('T', ' ')],
    ['Attachments', email.attachments.slice(0, maxAttachments).map(nameOf).join(', ')],
  ];
  const lines = fields
    .map(([name, value]) => ({ name, value: cleanLine(value ?? '') }))
    .filter(({ value }) => value !== '')
    .map(({ name, value }): SourceBlock => ({ kind: 'list_item', text: `${name}: ${value}` }));
  return [{ kind: 'heading', level: 1, text: cleanLine(email.subject ?? '') }, ...lines];
}

function addressText(addresses: readonly Address[] = []): string {
  return addresses
    .map((address) => {
      if (address.group) return `${address.name}: ${addressText(address.group)}`;
      if (address.name === '' || address.address === '') return address.name || address.address;
      return `${address.name} <${address.address}>`;
    })
    .join(', ');
}

/** Its plain text where there is one: the HTML beside it says the same, among what only lays it out. */
function bodyBlocks({ text, html }: Email): SourceBlock[] {
  const paragraphs = cleanLines(text ?? '')
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph): SourceBlock => ({ kind: 'paragraph', text: paragraph.trim() }));
  return paragraphs.length > 0 || html === undefined ? paragraphs : htmlBlocks(html);
}

/** Of what cannot be read no pages but the reason, for people: the letter that it came with still can. */
async function readAttachment(
  attachment: Attachment,
  { parseAttachment }: ParseOptions,
): Promise<{ pages: ParsedPage[]; problem: string | null }> {
  if (!parseAttachment) return { pages: [], problem: null };
  const name = nameOf(attachment);
  try {
    const { pages } = await parseAttachment(contentOf(attachment), name);
    const [first, ...rest] = pages;
    return { pages: first ? [underName(first, name), ...rest] : [], problem: null };
  } catch (error) {
    if (!(error instanceof ParseFailure)) throw error;
    // A logo or a line in the letter's own layout: nobody misses its words.
    const isOrnament = error.code === 'empty' && attachment.related === true;
    const problem = `The attachment ${name} could not be read. ${error.userMessage}`;
    return { pages: [], problem: isOrnament ? null : problem };
  }
}

function nameOf({ filename, mimeType }: Attachment): string {
  return cleanLine(filename ?? '') || (mimeType === 'message/rfc822' ? 'message.eml' : mimeType);
}

function contentOf({ content }: Attachment): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
}

/** The page with the attachment's name above it, as a heading. */
function underName({ page, text, blocks }: ParsedPage, name: string): ParsedPage {
  const shift = name.length + (text === '' ? 0 : 2);
  return {
    page,
    text: text === '' ? name : `${name}\n\n${text}`,
    blocks: [
      { kind: 'heading', level: 1, start: 0, end: name.length },
      ...blocks.map((block) => ({
        ...block,
        start: block.start + shift,
        end: block.end + shift,
      })),
    ],
  };
}
