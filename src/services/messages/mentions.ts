/** Does a text between people ask the AI? `@ai` as a word of its own, however it is written. */
export const mentionsAi = (content: string): boolean =>
  /(?<![\p{L}\p{N}_@.])@ai(?![\p{L}\p{N}_])/iu.test(content);
