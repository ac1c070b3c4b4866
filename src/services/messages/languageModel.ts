import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { APICallError, InvalidResponseDataError, type ModelMessage, streamText } from 'ai';
import { z } from 'zod';
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
   * Pieces of the model's answer as they come. `onUsage` hears what they have used, as often as the server
   * tells: most do at the end, some also before, so that an answer which breaks off is known as far as it came.
   * @throws JobError: permanent when the server refuses the request, else transient
   */
  stream: (prompt: Prompt, signal: AbortSignal, onUsage?: OnUsage) => AsyncGenerator<string>;
};

/** Of one call, up to now. */
export type ModelUsage = { prompt_tokens: number; completion_tokens: number };
type OnUsage = (usage: ModelUsage) => void;

export type Prompt = { instructions: string; messages: ModelMessage[] };

const unreachable = 'The language model could not be reached.';
const brokenOff = 'The language model broke off in the middle of its answer.';
const silent = 'The language model answered nothing.';
const tooSlow = 'The language model took too long to answer.';

/** Any server that speaks OpenAI's chat completions. */
export function createLanguageModel(options: LanguageModelOptions): LanguageModel {
  const { model: name } = options;
  // Most tell what an answer used only when asked; Mistral's refuses to be asked, and tells it anyway.
  let includeUsage = true;
  return {
    name,
    async *stream(prompt, signal, onUsage) {
      try {
        yield* read({ ...options, includeUsage, prompt, onUsage }, signal);
      } catch (error) {
        if (!includeUsage || !refusesUsage(error)) throw error;
        includeUsage = false;
        yield* read({ ...options, includeUsage, prompt, onUsage }, signal);
      }
    },
  };
}

type Reading = LanguageModelOptions & {
  includeUsage: boolean;
  prompt: Prompt;
  onUsage: OnUsage | undefined;
};

async function* read(reading: Reading, signal: AbortSignal): AsyncGenerator<string> {
  const { baseUrl, apiKey, includeUsage, model, idleMs = 30_000, totalMs = 300_000 } = reading;
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
    includeUsage,
    fetch: fetchNoticingDone(() => (isDone = true)),
  });
  try {
    const { stream } = streamText({
      model: provider(model),
      ...reading.prompt,
      // The job is what is tried again.
      maxRetries: 0,
      abortSignal: AbortSignal.any([signal, slow.signal]),
      include: { rawChunks: true },
      onError: () => {},
    });
    for await (const part of stream) {
      clearTimeout(idle);
      idle = setTimeout(() => slow.abort(), idleMs);
      if (part.type === 'raw') tellUsage(reading, part.rawValue);
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
}

const Chunk = z.object({
  usage: z.object({ prompt_tokens: z.int().min(0), completion_tokens: z.int().min(0).default(0) }),
});

/** From the chunk itself: of an answer that breaks off, the SDK tells nothing. */
function tellUsage({ onUsage }: Reading, rawChunk: unknown): void {
  const chunk = Chunk.safeParse(rawChunk);
  if (chunk.success) onUsage?.(chunk.data.usage);
}

function refusesUsage(error: unknown): boolean {
  const cause = error instanceof JobError ? error.cause : null;
  return (
    APICallError.isInstance(cause) && (cause.responseBody?.includes('stream_options') ?? false)
  );
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
