import { z } from 'zod';

const url = (protocols: RegExp, expected: string) =>
  z.url({ protocol: protocols, error: `must be ${expected}` });
const httpUrl = url(/^https?$/, 'an http:// or https:// address');
const postgresUrl = url(/^postgres(ql)?$/, 'a postgres:// address');
const origin = httpUrl.transform((value) => new URL(value).origin);
const hostInAddress = z
  .string()
  .transform((text) => URL.parse(`http://${text}`))
  .refine(
    (address) => address !== null && /^http:\/\/[^/@?#]+\/$/.test(address.href),
    'must be hosts as they stand in an address, such as wiki.example or 10.0.0.5:8090',
  )
  .transform((address) => address?.host ?? '');
const wholeNumber = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${from} to ${to}`)
    .transform(Number)
    .pipe(z.number().min(from, `must be at least ${from}`).max(to, `must be at most ${to}`));

const Variables = z
  .object({
    HOST: z.string().min(1).default('127.0.0.1'),
    PORT: wholeNumber(1, 65_535).default(3_000),
    DATABASE_URL: postgresUrl.optional(),
    DATABASE_LISTEN_URL: postgresUrl.optional(),
    DATA_DIR: z.string().min(1).default('.data'),
    PUBLIC_ORIGIN: origin.optional(),
    /** How many proxies of ours stand in front: that many last entries of X-Forwarded-For are true. */
    TRUST_PROXY: wholeNumber(0, 10).default(0),
    ALLOWED_ORIGINS: z
      .string()
      .default('')
      .transform((list) => list.split(/[\s,]+/).filter(Boolean))
      .pipe(z.array(origin)),
    SUPABASE_URL: httpUrl.optional(),
    SUPABASE_ANON_KEY: z.string().min(1).optional(),
    SUPABASE_SERVICE_ROLE_KEY: z.string().min(1).optional(),
    SUPABASE_JWT_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
    LLM_BASE_URL: httpUrl.optional(),
    LLM_API_KEY: z.string().min(1).optional(),
    LLM_MODEL: z.string().min(1).optional(),
    EMBEDDING_BASE_URL: httpUrl.optional(),
    EMBEDDING_API_KEY: z.string().min(1).optional(),
    EMBEDDING_MODEL: z.string().min(1).optional(),
    /** Another server than LINE's own, for tests. */
    LINE_API_BASE_URL: httpUrl.optional(),
    /** As they stand in an address, `wiki.example` or `10.0.0.5:8090`: pages are fetched from there, too. */
    ALLOWED_PRIVATE_HOSTS: z
      .string()
      .default('')
      .transform((list) => list.split(/[\s,]+/).filter(Boolean))
      .pipe(z.array(hostInAddress)),
    MAX_UPLOAD_MB: wholeNumber(1, 2_000).default(50),
    EVENT_RETENTION_HOURS: wholeNumber(1, 24 * 365).default(24),
  })
  .superRefine((env, context) => {
    const needs = (given: keyof typeof env, required: keyof typeof env) => {
      if (env[given] !== undefined && env[required] === undefined)
        context.addIssue({ code: 'custom', path: [required], message: `is needed with ${given}` });
    };
    needs('SUPABASE_URL', 'SUPABASE_ANON_KEY');
    needs('SUPABASE_URL', 'SUPABASE_SERVICE_ROLE_KEY');
    needs('SUPABASE_URL', 'DATABASE_URL');
    needs('LLM_BASE_URL', 'LLM_MODEL');
    needs('EMBEDDING_BASE_URL', 'EMBEDDING_MODEL');
    needs('DATABASE_LISTEN_URL', 'DATABASE_URL');
  });

export type Env = ReturnType<typeof parseEnv>;

/**
 * The settings, checked. An empty variable counts as absent.
 * @throws Error that names each wrong variable and says what is expected
 */
export function parseEnv(variables: Record<string, string | undefined>) {
  const given = Object.entries(variables).filter(
    ([, value]) => value !== undefined && value !== '',
  );
  const parsed = Variables.safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    const lines = parsed.error.issues.map(
      ({ path: [variable], message }) => `  ${String(variable)}: ${message}`,
    );
    throw new Error(`Wrong settings:\n${lines.join('\n')}`);
  }
  const env = parsed.data;
  return {
    ...env,
    DATABASE_LISTEN_URL: env.DATABASE_LISTEN_URL ?? env.DATABASE_URL,
    PUBLIC_ORIGIN: env.PUBLIC_ORIGIN ?? `http://localhost:${env.PORT}`,
    /** Every origin whose pages may connect. Without `PUBLIC_ORIGIN` this machine by any of its names. */
    origins: [...new Set([...ownOrigins(env), ...env.ALLOWED_ORIGINS])],
    isDevelopment: variables.NODE_ENV === 'development',
  };
}

/** What is set and does nothing without another setting that is not: a sentence for each. */
export function findUnusedSettings(env: Partial<Env>): string[] {
  const needed = [
    ['LLM_MODEL', 'LLM_BASE_URL'],
    ['LLM_API_KEY', 'LLM_BASE_URL'],
    ['EMBEDDING_MODEL', 'EMBEDDING_BASE_URL'],
    ['EMBEDDING_API_KEY', 'EMBEDDING_BASE_URL'],
    ['SUPABASE_ANON_KEY', 'SUPABASE_URL'],
    ['SUPABASE_SERVICE_ROLE_KEY', 'SUPABASE_URL'],
    ['SUPABASE_JWT_SECRET', 'SUPABASE_URL'],
  ] as const;
  return needed.flatMap(([given, required]) =>
    env[given] !== undefined && env[required] === undefined
      ? [`${given} does nothing without ${required}`]
      : [],
  );
}

function ownOrigins({ PUBLIC_ORIGIN, PORT }: { PUBLIC_ORIGIN?: string; PORT: number }): string[] {
  if (PUBLIC_ORIGIN) return [PUBLIC_ORIGIN];
  return ['localhost', '127.0.0.1', '[::1]'].map((host) => `http://${host}:${PORT}`);
}

/** The process's settings; wrong ones end the process with what is expected. */
export function readEnv(): Env {
  try {
    return parseEnv(process.env);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
