import { callTRPCProcedure } from '@trpc/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { ApiContext } from '#api/context.ts';
import { createCallLimit } from '#api/limits.ts';
import { appRouter } from '#api/root.ts';
import { casesFor, type ProcedurePath } from '#api/testCases.ts';
import { repeatableMutations } from '#contract/repeatable.ts';
import { createHub } from '#realtime/createHub.ts';
import { PresenceTracker } from '#services/presence/trackPresence.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { createVictim } from '#services/testVictim.ts';

let services: TestServices;
let presence: PresenceTracker;
beforeAll(async () => {
  services = await openTestServices();
  presence = new PresenceTracker(services);
});
afterAll(async () => {
  await presence.stop();
  await services[Symbol.asyncDispose]();
});

const repeatable = repeatableMutations satisfies readonly ProcedurePath[];

test.each(repeatable)('%s, made again, does nothing more and answers the same', async (path) => {
  const owner = services.signUp('Ann');
  const victim = await createVictim(services, owner);
  const ctx: ApiContext = {
    services,
    hub: createHub(services.database.sql, () => {}),
    callLimit: createCallLimit(),
    presence,
    caller: owner.caller,
    subscription: null,
  };
  const { input } = casesFor(victim, victim.key)[path];
  const call = () =>
    callTRPCProcedure({
      router: appRouter,
      path,
      getRawInput: () => Promise.resolve(input),
      ctx,
      type: 'mutation',
      signal: undefined,
      batchIndex: 0,
    });
  const first = stateOf(await call());
  const before = await countTold();
  expect(stateOf(await call())).toEqual(first);
  expect(await countTold()).toBe(before);
});

/** A row that is written again as it was has another version, and is the same. */
function stateOf(answer: unknown): unknown {
  if (answer === null || typeof answer !== 'object') return answer;
  return { ...answer, version: 0, updated_at: '' };
}

/** What people find in their conversations and at their bells. */
async function countTold(): Promise<number> {
  const { sql } = services.database;
  const rows = await sql`
    select (select count(*) from messages)::int + (select count(*) from notifications)::int as total`;
  return z.tuple([z.object({ total: z.int() })]).parse(rows)[0].total;
}
