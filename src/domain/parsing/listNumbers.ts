/** Around a number that stands in no text of the file; characters that no text has. */
const start = '\ue000';
const end = '\ue001';
const marked = new RegExp(`(?:(?:•|\\d+\\.) )?${start}([^${end}]*)${end}\\s*`, 'g');

/** What is put before a text so that `withNumbers` shows this number there. */
export const numberMark = (number: string) => start + number + end;

/** Numbers as they are to be read, in place of those that the list's own place in HTML would give. */
export const withNumbers = (text: string) => text.replaceAll(marked, '$1 ').trimEnd();
