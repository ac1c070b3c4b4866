/** The words about others who write. */
export const typingTexts = {
  others: (names: readonly string[]) => {
    const [first, second] = names;
    if (names.length === 1) return `${first} is typing…`;
    if (names.length === 2) return `${first} and ${second} are typing…`;
    return `${names.length} people are typing…`;
  },
} as const;
