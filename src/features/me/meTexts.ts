/** The words of the account menu. */
export const meTexts = {
  menu: (name: string) => `Account: ${name}`,
  theme: 'Appearance',
  themes: { system: 'System', light: 'Light', dark: 'Dark' },
} as const;
