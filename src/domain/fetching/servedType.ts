import { MIMEType } from 'node:util';
import { withEnding } from '#domain/fetching/pageName.ts';
import { decodeText } from '#domain/parsing/decodeText.ts';
import { detectFileType } from '#domain/parsing/detectFileType.ts';

/**
 * Puts what the server says of its answer into the file itself, which alone is kept: the kind of text into its
 * name, the charset into its bytes, as UTF-8 with a mark, where it would be read otherwise without.
 */
export async function keepServedType(
  { bytes, contentType }: { bytes: Uint8Array; contentType: string | null },
  name: string,
): Promise<{ bytes: Uint8Array; fileName: string }> {
  const served = parseType(contentType);
  if (!served) return { bytes, fileName: name };
  const fileName = withEnding(name, served.essence);
  const charset = served.params.get('charset');
  const isText = /^text\/|json$/.test((await detectFileType(bytes, fileName)) ?? '');
  return { bytes: charset && isText ? inUtf8(bytes, charset) : bytes, fileName };
}

function parseType(contentType: string | null): MIMEType | null {
  try {
    return contentType === null ? null : new MIMEType(contentType);
  } catch {
    return null;
  }
}

function inUtf8(bytes: Uint8Array, charset: string): Uint8Array {
  const text = decodeText(bytes, charset);
  return text === null || text === decodeText(bytes) ? bytes : Buffer.from(`\ufeff${text}`);
}
