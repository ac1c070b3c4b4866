import { and, eq, gte, sql, sum } from 'drizzle-orm';
import type { Health } from '#contract/health.ts';
import type { Reader } from '#db/client.ts';
import { runs } from '#db/schema/runs.ts';
import { slotOf } from '#services/health/slotOf.ts';
import type { Membership } from '#services/workspaces/access.ts';
import { must } from '#shared/must.ts';

type Tokens = Health['tokens'][number];
type Used = Pick<Tokens, 'purpose' | 'model'> & Tokens['whole'] & { slot: number };

/** What was used of each model, in each slot and in the whole; whatever became of what it was used for. */
export async function readTokens(
  db: Reader,
  { workspaceId }: Membership,
  slots: readonly string[],
): Promise<Tokens[]> {
  const total = (column: Parameters<typeof sum>[0]) => sum(column).mapWith(Number);
  const rows = await db
    .select({
      model: runs.model,
      embedding_model: runs.embedding_model,
      slot: sql<number>`${slotOf(runs.ended_at, slots)}`.as('slot'),
      prompt_tokens: total(runs.prompt_tokens),
      completion_tokens: total(runs.completion_tokens),
      embedding_tokens: total(runs.embedding_tokens),
    })
    .from(runs)
    .where(
      and(eq(runs.workspace_id, workspaceId), gte(runs.ended_at, must(slots[0], 'a first slot'))),
    )
    .groupBy(runs.model, runs.embedding_model, sql`slot`)
    .orderBy(runs.model, runs.embedding_model);
  const ofAnswers = rows.flatMap(({ model, slot, prompt_tokens, completion_tokens }) =>
    model === null
      ? []
      : { purpose: 'answers' as const, model, slot, prompt_tokens, completion_tokens },
  );
  const ofEmbeddings = rows.flatMap(({ embedding_model: model, embedding_tokens, slot }) =>
    model === null
      ? []
      : {
          purpose: 'embeddings' as const,
          model,
          slot,
          prompt_tokens: embedding_tokens,
          completion_tokens: 0,
        },
  );
  return [...addUp(ofAnswers, slots.length), ...addUp(ofEmbeddings, slots.length)];
}

function addUp(rows: readonly Used[], slotCount: number): Tokens[] {
  return [...Map.groupBy(rows, ({ model }) => model).values()].map((used) => {
    const { purpose, model } = must(used[0], 'a group is never empty');
    const totalOf = (of: readonly Used[]) => ({
      prompt_tokens: of.reduce((before, { prompt_tokens }) => before + prompt_tokens, 0),
      completion_tokens: of.reduce((before, row) => before + row.completion_tokens, 0),
    });
    return {
      purpose,
      model,
      whole: totalOf(used),
      slots: Array.from({ length: slotCount }, (_, nth) =>
        totalOf(used.filter(({ slot }) => slot === nth)),
      ),
    };
  });
}
