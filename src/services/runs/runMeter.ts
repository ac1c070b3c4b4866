import type { LanguageModel, ModelUsage } from '#services/messages/languageModel.ts';
import type { Embedder } from '#services/search/embedder.ts';

/** What servers told; null: nothing. */
type RunUsage = {
  first_text_ms: number | null;
  model: string | null;
  prompt_tokens: number | null;
  completion_tokens: number | null;
  embedding_model: string | null;
  embedding_tokens: number | null;
};

type Models = { languageModel: LanguageModel | null; embedder: Embedder | null };

/** Measures one run while it goes on, so that also one that breaks off is known as far as it came. */
export class RunMeter {
  readonly #now: () => number;
  readonly #startedAt: number;
  readonly #calls = new Map<symbol, ModelUsage>();
  readonly #usage: RunUsage = {
    first_text_ms: null,
    model: null,
    prompt_tokens: null,
    completion_tokens: null,
    embedding_model: null,
    embedding_tokens: null,
  };

  /** `now`: milliseconds of a clock that only goes forward. */
  constructor(now: () => number) {
    this.#now = now;
    this.#startedAt = now();
  }

  get usage(): Readonly<RunUsage> {
    return this.#usage;
  }

  get elapsedMs(): number {
    return this.#now() - this.#startedAt;
  }

  /** There is text; the first time counts. */
  noteText(): void {
    this.#usage.first_text_ms ??= this.elapsedMs;
  }

  /** The context with its models, what they use counted. */
  countModels<Context extends Models>(ctx: Context): Context {
    return {
      ...ctx,
      languageModel: this.#countLanguageModel(ctx.languageModel),
      embedder: this.countEmbedder(ctx.embedder),
    };
  }

  /** The embedder, what it uses counted. */
  countEmbedder(embedder: Embedder): Embedder;
  countEmbedder(embedder: Embedder | null): Embedder | null;
  countEmbedder(embedder: Embedder | null): Embedder | null {
    if (!embedder) return null;
    const countFor = (model: string) => (tokens: number) => {
      this.#usage.embedding_model = model;
      this.#usage.embedding_tokens = (this.#usage.embedding_tokens ?? 0) + tokens;
    };
    return {
      ...embedder,
      embedTexts: (texts, { model = embedder.model, ...options } = {}) =>
        embedder.embedTexts(texts, { ...options, model, onTokens: countFor(model) }),
      embedQuery: (query, { model = embedder.model } = {}) =>
        embedder.embedQuery(query, { model, onTokens: countFor(model) }),
    };
  }

  #countLanguageModel(languageModel: LanguageModel | null): LanguageModel | null {
    if (!languageModel) return null;
    const { name, stream } = languageModel;
    const total = (count: keyof ModelUsage) =>
      this.#calls.values().reduce((sum, usage) => sum + usage[count], 0);
    return {
      name,
      stream: (prompt, signal) => {
        const call = Symbol('call');
        return stream(prompt, signal, (usage) => {
          // Of one call, the last word counts.
          this.#calls.set(call, usage);
          this.#usage.model = name;
          this.#usage.prompt_tokens = total('prompt_tokens');
          this.#usage.completion_tokens = total('completion_tokens');
        });
      },
    };
  }
}
