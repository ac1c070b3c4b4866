import { answerMessage } from '#services/messages/answerMessage.ts';
import { createLanguageModel } from '#services/messages/languageModel.ts';
import { runWorker } from './runWorker.ts';

await runWorker({
  jobType: 'answer',
  concurrency: 8,
  prepare(ctx, { LLM_BASE_URL, LLM_API_KEY, LLM_MODEL }) {
    const languageModel =
      LLM_BASE_URL && LLM_MODEL
        ? createLanguageModel({ baseUrl: LLM_BASE_URL, apiKey: LLM_API_KEY, model: LLM_MODEL })
        : null;
    return (job, run) => answerMessage({ ...ctx, languageModel }, job, run);
  },
});
