import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { APICallError, embedMany } from 'ai';
import { JobError } from '#services/jobs/jobError.ts';
import { must } from '#shared/must.ts';

export type EmbedderOptions = {
  baseUrl: string;
  apiKey?: string | undefined;
  model: string;
  timeLimitMs?: number;
  queryTimeLimitMs?: number;
  /** In milliseconds. */
  now?: () => number;
};

/**
 * Vectors of unit length, by the model that is set or another one that the server may know. For a while after
 * it could not be reached, it is not asked again.
 */
export type Embedder = {
  /** The one that is set. */
  model: string;
  /** Whether the server still speaks for a model that was set before, as far as that is known. */
  formerModels: Map<string, boolean>;
  /** @throws JobError, permanent where the texts are what is refused */
  embedTexts: (
    texts: string[],
    options?: EmbedOptions & { signal?: AbortSignal },
  ) => Promise<number[][]>;
  /** @throws JobError */
  embedQuery: (
    query: string,
    options?: EmbedOptions,
  ) => Promise<{ model: string; vector: number[] }>;
};

/** `onTokens` is called with what each call of the server used, where the server tells. */
export type EmbedOptions = { model?: string; onTokens?: (tokens: number) => void };

type Call = {
  model: string;
  maxRetries: number;
  limitMs: number;
  /** The caller's, who is not to be mistaken for the server. */
  stop?: AbortSignal | undefined;
  onTokens: EmbedOptions['onTokens'];
};

const textsPerCall = 64;

/** Not asked again for so long. */
const awayMs = 15_000;

/** A text that is refused may be too long for its model: its beginning is embedded, if need be an eighth. */
const mostHalvings = 3;

/** Any server that speaks OpenAI's embeddings. Calls are batched and tried again. */
export function createEmbedder(options: EmbedderOptions): Embedder {
  const { baseUrl, apiKey, now = () => performance.now() } = options;
  const { timeLimitMs = 60_000, queryTimeLimitMs = 5_000 } = options;
  const provider = createOpenAICompatible({ name: 'embedding', baseURL: baseUrl, apiKey });
  const awayUntil = new Map<string, number>();
  const embed = async (values: string[], { model, maxRetries, limitMs, stop, onTokens }: Call) => {
    if (now() < (awayUntil.get(model) ?? 0)) throw unreachable();
    const limit = AbortSignal.timeout(limitMs);
    try {
      const { embeddings, usage } = await embedMany({
        model: provider.embeddingModel(model),
        values,
        maxRetries,
        abortSignal: stop ? AbortSignal.any([stop, limit]) : limit,
      });
      if (Number.isFinite(usage.tokens)) onTokens?.(usage.tokens);
      return embeddings.map(toUnitLength);
    } catch (cause) {
      stop?.throwIfAborted();
      const error = describe(cause);
      if (!error.permanent) awayUntil.set(model, now() + awayMs);
      throw error;
    }
  };
  return {
    model: options.model,
    formerModels: new Map(),
    async embedTexts(texts, { model = options.model, signal: stop, onTokens } = {}) {
      const call = { model, maxRetries: 2, limitMs: timeLimitMs, stop, onTokens };
      const vectors: number[][] = [];
      for (let at = 0; at < texts.length; at += textsPerCall) {
        const batch = texts.slice(at, at + textsPerCall);
        vectors.push(...(await embedOrHalve(batch, (values) => embed(values, call))));
      }
      return vectors;
    },
    async embedQuery(query, { model = options.model, onTokens } = {}) {
      const call = { model, maxRetries: 1, limitMs: queryTimeLimitMs, onTokens };
      const [vector] = await embedOrHalve([query], (values) => embed(values, call));
      return { model, vector: must(vector, "the query's embedding") };
    },
  };
}

/** One text that is refused must not stop the others: they are embedded apart from it. */
async function embedOrHalve(
  texts: string[],
  embed: (texts: string[]) => Promise<number[][]>,
  halvings = 0,
): Promise<number[][]> {
  try {
    return await embed(texts);
  } catch (error) {
    if (!(error instanceof JobError) || !error.permanent) throw error;
    const [text = ''] = texts;
    const middle = Math.ceil((texts.length > 1 ? texts.length : text.length) / 2);
    if (texts.length > 1)
      return [
        ...(await embedOrHalve(texts.slice(0, middle), embed)),
        ...(await embedOrHalve(texts.slice(middle), embed)),
      ];
    if (halvings === mostHalvings) throw error;
    return embedOrHalve([text.slice(0, middle)], embed, halvings + 1);
  }
}

function toUnitLength(vector: number[]): number[] {
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}

/** What is said of these is said of the texts; of any other status, of the server or its settings. */
const refusals = [400, 413, 422];

function describe(cause: unknown): JobError {
  const status = APICallError.isInstance(cause) ? (cause.statusCode ?? 0) : 0;
  if (refusals.includes(status))
    return new JobError(`The embedding server refused the text (${status}).`, {
      permanent: true,
      cause,
    });
  return unreachable(cause);
}

const unreachable = (cause?: unknown) =>
  new JobError('The embedding server could not be reached, or its settings need a look.', {
    permanent: false,
    cause,
  });
