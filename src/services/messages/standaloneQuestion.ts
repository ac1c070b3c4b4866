import type { Message } from '#contract/messages.ts';
import type { LanguageModel } from '#services/messages/languageModel.ts';
import { recentMessages } from '#services/messages/answerPrompt.ts';
import { logger } from '#shared/logger.ts';

const rules = `Rewrite the user's last message as one question that can be understood without the conversation: put names for what "it", "they" or "that" stands for.
Keep its language and its meaning. If it can be understood by itself, repeat it.
Reply with the question alone. Do not answer it.`;

/** The answer waits for it. */
const timeLimitMs = 5_000;

/** More is no question any more. */
const maxLength = 500;

/**
 * The last question as it reads without the conversation, to search by; null when it is the first one, or when
 * the model has nothing to say in time. Never throws: an answer is worth more than a better search.
 */
export async function standaloneQuestion(
  languageModel: LanguageModel,
  history: readonly Message[],
  signal: AbortSignal,
): Promise<string | null> {
  const questions = history.filter(({ role }) => role === 'user' || role === 'visitor');
  if (questions.length < 2) return null;
  const prompt = { instructions: rules, messages: recentMessages(history) };
  const limited = AbortSignal.any([signal, AbortSignal.timeout(timeLimitMs)]);
  let text = '';
  try {
    for await (const piece of languageModel.stream(prompt, limited)) {
      text += piece;
      if (text.length > maxLength) return null;
    }
  } catch (error) {
    logger.warn({ err: error }, 'a question could not be rewritten');
    return null;
  }
  return limited.aborted || text.trim() === '' ? null : text.trim();
}
