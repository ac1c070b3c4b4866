/** The words about how this server was set up. */
export const settingsTexts = {
  extractive: 'No language model is connected: answers quote the best passages of your documents.',
} as const;
