import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { APICallError, embedMany } from 'ai';
import { JobError } from '#services/jobs/jobError.ts';
import { must } from '#shared/must.ts';

export type EmbedderOptions = {
  baseUrl: string;
  apiKey?: string | undefined;
  model: string;
  timeLimitMs?: number;
};

/** Vectors of unit length; rows keep the model's name, and a search compares only those of one model. */
export type Embedder = {
  model: string;
  /** @throws JobError */
  embedTexts: (texts: string[], signal?: AbortSignal, onTokens?: OnTokens) => Promise<number[][]>;
  /** @throws JobError */
  embedQuery: (query: string, onTokens?: OnTokens) => Promise<{ model: string; vector: number[] }>;
};

/** Called with what each call of the server used, where the server tells. */
type OnTokens = (tokens: number) => void;

const textsPerCall = 64;

/** Any server that speaks OpenAI's embeddings. Calls are batched and tried again. */
export function createEmbedder(options: EmbedderOptions): Embedder {
  const { baseUrl, apiKey, model, timeLimitMs = 60_000 } = options;
  const embeddingModel = createOpenAICompatible({
    name: 'embedding',
    baseURL: baseUrl,
    apiKey,
  }).embeddingModel(model);
  const embed = async (values: string[], signal?: AbortSignal, onTokens?: OnTokens) => {
    const limit = AbortSignal.timeout(timeLimitMs);
    const { embeddings, usage } = await embedMany({
      model: embeddingModel,
      values,
      maxRetries: 2,
      abortSignal: signal ? AbortSignal.any([signal, limit]) : limit,
    }).catch(rethrow);
    if (Number.isFinite(usage.tokens)) onTokens?.(usage.tokens);
    return embeddings.map(toUnitLength);
  };
  return {
    model,
    async embedTexts(texts, signal, onTokens) {
      const vectors: number[][] = [];
      for (let at = 0; at < texts.length; at += textsPerCall)
        vectors.push(...(await embed(texts.slice(at, at + textsPerCall), signal, onTokens)));
      return vectors;
    },
    async embedQuery(query, onTokens) {
      const [vector] = await embed([query], undefined, onTokens);
      return { model, vector: must(vector, "the query's embedding") };
    },
  };
}

function toUnitLength(vector: number[]): number[] {
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}

function rethrow(error: unknown): never {
  const status = APICallError.isInstance(error) ? (error.statusCode ?? 0) : 0;
  const isRefusal = status >= 400 && status < 500 && status !== 408 && status !== 429;
  throw new JobError(
    isRefusal
      ? `The embedding server refused the request (${status}). Its settings need a look.`
      : 'The embedding server could not be reached.',
    { permanent: isRefusal, cause: error },
  );
}
