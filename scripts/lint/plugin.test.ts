import { explainedDisable } from './explainedDisable.ts';
import { noCast } from './noCast.ts';
import { noOwnTransaction } from './noOwnTransaction.ts';
import { noProcessEnv } from './noProcessEnv.ts';
import { noSleep } from './noSleep.ts';
import { procedureSchemas } from './procedureSchemas.ts';
import { createRuleTester } from './ruleTester.ts';

const tester = createRuleTester();

tester.run('no-cast', noCast, {
  valid: ["const roles = ['owner'] as const;", 'const one = { a: 1 } satisfies Shape;'],
  invalid: [
    { code: 'const user = body as User;', errors: [/say why/] },
    { code: 'const user = body as unknown as User;', errors: 2 },
    { code: 'const user = <User>body;', errors: 1 },
  ],
});

tester.run('explained-disable', explainedDisable, {
  valid: [
    '// oxlint-disable-next-line parley/no-cast -- branded after the check above\nf();',
    'f(); // oxlint-disable-line no-console, eqeqeq -- the user reads it in a terminal',
    '// a comment about oxlint-disable',
  ],
  invalid: [
    { code: '// oxlint-disable-next-line parley/no-cast\nf();', errors: 1 },
    { code: '// oxlint-disable-next-line -- because I know better\nf();', errors: 1 },
    { code: '/* oxlint-disable no-console -- all of this file prints */ f();', errors: 1 },
    { code: 'f(); // eslint-disable-line no-console -- x', errors: 1 },
  ],
});

tester.run('no-sleep', noSleep, {
  valid: [
    'await new Promise((resolve) => socket.once("open", resolve));',
    'const timer = setTimeout(() => reject(new Error("too late")), 1000);',
    'await new Promise((resolve) => setTimeout(() => { if (done) resolve(); }, 10));',
  ],
  invalid: [
    { code: 'await new Promise((resolve) => setTimeout(resolve, 500));', errors: 1 },
    { code: 'await new Promise((r) => { setTimeout(r, 500); });', errors: 1 },
    { code: "import { setTimeout as delay } from 'node:timers/promises';", errors: 1 },
  ],
});

tester.run('no-own-transaction', noOwnTransaction, {
  valid: ['ctx.withTransaction(async (tx) => announce(1, [event]));', 'transaction(x);'],
  invalid: [
    { code: 'await db.transaction(async (tx) => {});', errors: [/withTransaction/] },
    { code: 'await ctx.sql.begin(async (sql) => {});', errors: 1 },
  ],
});

tester.run('no-process-env', noProcessEnv, {
  valid: [
    'spawn(node, args, { env: { ...process.env, PORT: "1" } });',
    'keepRunning({ env: process.env });',
    'process.exit(1);',
  ],
  invalid: [
    { code: 'const port = process.env.PORT;', errors: [/src\/env\.ts/] },
    { code: "const port = process.env['PORT'];", errors: 1 },
    { code: 'const { PORT } = process.env;', errors: 1 },
    { code: 'parseEnv(process.env);', errors: 1 },
  ],
});

tester.run('procedure-schemas', procedureSchemas, {
  valid: [
    'const get = procedure.input(Ref).output(Job).query(({ ctx, input }) => getJob(ctx, input));',
    'const onEvent = base.input(A).output(B).subscription(({ ctx, signal }) => stream(ctx, signal));',
    'router({ list });',
  ],
  invalid: [
    {
      code: 'const get = procedure.output(Me).query(({ ctx }) => getMe(ctx));',
      errors: [/\.input/],
    },
    { code: 'const set = procedure.input(A).mutation(({ ctx }) => f(ctx));', errors: [/\.output/] },
    {
      code: 'const get = procedure.input(A).output(B).query(({ ctx }) => { return f(ctx); });',
      errors: [/one call/],
    },
  ],
});
