import { endingFor, textTypeByName } from '#domain/parsing/textTypes.ts';

const maxLength = 255;

/** What a page is called by its address alone: its last part, or the host's name. */
export function pageName({ pathname, hostname }: URL): string {
  const last = pathname.split('/').findLast((part) => part !== '') ?? hostname;
  return asFileName(decode(last)) || hostname;
}

/** The name with the ending that its type calls for, where its own says nothing about the text. */
export function withEnding(name: string, mimeType: string): string {
  const ending = endingFor(mimeType);
  if (ending === null || textTypeByName(name) !== null) return name;
  return `${Array.from(name)
    .slice(0, maxLength - ending.length - 1)
    .join('')}.${ending}`;
}

/** A title or a part of an address as a file's name: one line without control characters. */
export function asFileName(text: string): string {
  const line = text.normalize('NFC').replaceAll(/[\p{Cc}\p{Cs}]/gu, '');
  return Array.from(line.replaceAll(/\s+/g, ' ').trim()).slice(0, maxLength).join('');
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
