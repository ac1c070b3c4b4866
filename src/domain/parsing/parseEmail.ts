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

/** Its subject, who wrote to whom and when, what it says, and then the pages of each attachment under its name. */
export const parseEmail: Parser = async (bytes, options) => {
  const email = await readEmail(bytes);
  const attachments = email.attachments.slice(0, maxAttachments);
  const pages = paginate([...headerBlocks(email, attachments), ...bodyBlocks(email)]);
  for (const attachment of attachments) pages.push(...(await attachmentPages(attachment, options)));
  return pages.map((page, index) => ({ ...page, page: index + 1 }));
};

async function readEmail(bytes: Uint8Array): Promise<Email> {
  const { default: PostalMime } = await import('postal-mime');
  return PostalMime.parse(bytes).catch((error: unknown) => {
    throw new ParseFailure('broken', error);
  });
}

function headerBlocks(email: Email, attachments: readonly Attachment[]): SourceBlock[] {
  const fields = [
    ['From', addressText(email.from ? [email.from] : [])],
    ['To', addressText(email.to)],
    ['Cc', addressText(email.cc)],
    ['Date', email.date?.replace(/T00:00:00\.000Z$|\.000Z$/, ' UTC').replace('T', ' ')],
    ['Attachments', attachments.map(nameOf).join(', ')],
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
      return address.name === '' ? address.address : `${address.name} <${address.address}>`;
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

/** None for what cannot be read: the letter that it came with still can. */
async function attachmentPages(
  attachment: Attachment,
  { parseAttachment }: ParseOptions,
): Promise<ParsedPage[]> {
  if (!parseAttachment) return [];
  const name = nameOf(attachment);
  try {
    const { pages } = await parseAttachment(contentOf(attachment), name);
    return pages.map((page, index) => (index === 0 ? underName(page, name) : page));
  } catch (error) {
    if (error instanceof ParseFailure) return [];
    throw error;
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
