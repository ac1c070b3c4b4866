/** The words about others who write. */
export const typingTexts = {
  others: (count: number) =>
    count === 1 ? 'Someone else is typing…' : `${count} others are typing…`,
} as const;
