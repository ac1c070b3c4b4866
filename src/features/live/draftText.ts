/** A draft as one would write it to a customer: without the numbers of its sources and the marks of quotes. */
export function draftText(text: string): string {
  return text
    .replaceAll(/\s*\[\d+\]/g, '')
    .replaceAll(/^>\s?/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}
