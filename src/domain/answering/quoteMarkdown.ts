/** Not seen, and keeps a document's own `[1]` from being taken for a reference of the answer. */
const wordJoiner = '\u2060';

/** A sentence as a Markdown quotation that shows it as it is, on one line. */
export function quoteMarkdown(sentence: string): string {
  const inline = sentence
    .trim()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*~<]|\](?=\()|&(?=#?\w+;)/g, String.raw`\$&`)
    .replaceAll(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, String.raw`\_`)
    .replaceAll(/(?<=[[【]\s*\^?)(?=\d)/g, wordJoiner);
  return `> ${inline.replace(/^(#+ |[-+=>|])/, String.raw`\$&`).replace(/^(\d+)([.)])/, String.raw`$1\$2`)}`;
}
