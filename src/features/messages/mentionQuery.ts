/** The name that is being written after an `@` at the end of a draft; null when none is. */
export function mentionQuery(draft: string): string | null {
  return (
    /(?:^|[\s(])@([\p{L}\p{M}\p{N}._-]*(?: [\p{L}\p{M}\p{N}._-]+)?)$/u.exec(draft)?.[1] ?? null
  );
}

/** The draft with a name in the place of what was written of it. */
export const withMention = (draft: string, query: string, name: string): string =>
  `${draft.slice(0, draft.length - query.length)}${name} `;

/** Those whose name has the query at the beginning of one of its words. */
export function findNames<Person extends { label: string }>(
  people: readonly Person[],
  query: string,
): Person[] {
  const wanted = query.normalize('NFC').toLocaleLowerCase();
  return people.filter(({ label }) => {
    const name = label.normalize('NFC').toLocaleLowerCase();
    return name.startsWith(wanted) || name.includes(` ${wanted}`);
  });
}
