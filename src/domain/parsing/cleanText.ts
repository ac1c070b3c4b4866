/** What PostgreSQL and JSON refuse or nobody sees: lone surrogates, control characters, soft hyphens, BOMs. */
const unwanted = /[\p{Cc}\u00ad\ufeff]/gu;

/** One line: NFC, white space runs as one space. */
export function cleanLine(text: string): string {
  return keepPrintable(text).replaceAll(/\s+/g, ' ').trim();
}

/** Several lines, each with its indentation. */
export function cleanLines(text: string): string {
  const lines = text
    .split(/\r\n?|\n/)
    .map((line) => keepPrintable(line.replaceAll('\t', '  ')).trimEnd());
  return lines
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '');
}

function keepPrintable(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(unwanted, (character) => (/\s/.test(character) ? ' ' : ''))
    .normalize('NFC');
}
