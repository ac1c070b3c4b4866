import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { APICallError, InvalidResponseDataError, type ModelMessage, streamText } from 'ai';
import { JobError } from '#services/jobs/jobError.ts';

export type LanguageModelOptions = {
  baseUrl: string;
  apiKey?: string | undefined;
  model: string;
  /** Until the first piece, and between two. */
  idleMs?: number;
  totalMs?: number;
};

export type LanguageModel = {
  name: string;
  /**
   * Pieces of the model's answer as they come.
   * @throws JobError: permanent when the server refuses the request, else transient
   */
  stream: (prompt: Prompt, signal: AbortSignal) => AsyncGenerator<string>;
};

export type Prompt = { instructions: string; messages: ModelMessage[] };

const unreachable = 'The language model could not be reached.';
const brokenOff = 'The language model broke off in the middle of its answer.';
const silent = 'The language model answered nothing.';
const tooSlow = 'The language model took too long to answer.';

/** Any server that speaks OpenAI's chat completions. */
export function createLanguageModel(options: LanguageModelOptions): LanguageModel {
  const { baseUrl, apiKey, model, idleMs = 30_000, totalMs = 300_000 } = options;
  return {
    name: model,
    async *stream({ instructions, messages }, signal) {
      const slow = new AbortController();
      const total = setTimeout(() => slow.abort(), totalMs);
      let idle = setTimeout(() => slow.abort(), idleMs);
      let isDone = false;
      let isFinished = false;
      let hasBegun = false;
      const provider = createOpenAICompatible({
        name: 'llm',
        baseURL: baseUrl,
        apiKey,
        fetch: fetchNoticingDone(() => (isDone = true)),
      });
      try {
        const { stream } = streamText({
          model: provider(model),
          instructions,
          messages,
          // The job is what is tried again.
          maxRetries: 0,
          abortSignal: AbortSignal.any([signal, slow.signal]),
          onError: () => {},
        });
        for await (const part of stream) {
          clearTimeout(idle);
          idle = setTimeout(() => slow.abort(), idleMs);
          if (part.type === 'text-delta') {
            hasBegun ||= part.text.trim() !== '';
            yield part.text;
          }
          if (part.type === 'error') {
            // Some servers end with `[DONE]` alone; the SDK misses a reason to finish.
            isFinished = isDone && InvalidResponseDataError.isInstance(part.error);
            if (!isFinished) throw part.error;
          }
          if (part.type === 'finish')
            isFinished ||= part.finishReason === 'stop' || part.finishReason === 'length';
        }
        if (signal.aborted) return;
        if (slow.signal.aborted) throw new JobError(tooSlow, { permanent: false });
        if (!isFinished) throw new JobError(brokenOff, { permanent: false });
        if (!hasBegun) throw new JobError(silent, { permanent: false });
      } catch (error) {
        if (slow.signal.aborted) throw new JobError(tooSlow, { permanent: false });
        throw toJobError(error, hasBegun);
      } finally {
        clearTimeout(total);
        clearTimeout(idle);
      }
    },
  };
}

/** 4xx will not get better by asking again, but for time-outs and limits. */
function toJobError(error: unknown, hasBegun: boolean): Error {
  if (error instanceof JobError) return error;
  if (hasBegun || !APICallError.isInstance(error))
    return new JobError(brokenOff, { permanent: false, cause: error });
  const status = error.statusCode ?? 0;
  const isRefusal = status >= 400 && status < 500 && ![408, 409, 425, 429].includes(status);
  if (isRefusal)
    return new JobError(
      `The language model refused the request (${status}). Its settings need a look.`,
      { permanent: true, cause: error },
    );
  return new JobError(unreachable, { permanent: false, cause: error });
}

/** `fetch` that tells when an answer has ended as OpenAI's protocol wants it: by a last event `[DONE]`. */
function fetchNoticingDone(onDone: () => void): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (!response.body) return response;
    const decoder = new TextDecoder();
    let tail = '';
    const notice = new TransformStream<Uint8Array, Uint8Array>({
      transform(bytes, controller) {
        tail = (tail + decoder.decode(bytes, { stream: true })).slice(-64);
        if (/(^|\n)data: ?\[DONE\]\s*$/.test(tail)) onDone();
        controller.enqueue(bytes);
      },
    });
    return new Response(response.body.pipeThrough(notice), response);
  };
}
