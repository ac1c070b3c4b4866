import type { LintRule, NodeOf } from './ruleTypes.ts';

const message =
  'A test waits for the event it expects (`expect.poll`, `vi.waitFor`, a promise), never for time to pass.';

/** For tests: bans `await delay(500)` of `node:timers/promises` and `new Promise((r) => setTimeout(r, 500))`. */
export const noSleep: LintRule = {
  create(context) {
    return {
      ImportDeclaration(node) {
        if (node.source.value === 'node:timers/promises') context.report({ node, message });
      },
      NewExpression(node) {
        if (isName(node.callee, 'Promise') && settlesByTimer(node.arguments[0]))
          context.report({ node, message });
      },
    };
  },
};

type Argument = NodeOf<'NewExpression'>['arguments'][number];

/** The executor is `(resolve) => setTimeout(resolve, …)`: nothing but time settles it. */
function settlesByTimer(executor: Argument | undefined): boolean {
  if (executor?.type !== 'ArrowFunctionExpression') return false;
  const [resolve] = executor.params;
  const body = onlyExpression(executor.body);
  if (resolve?.type !== 'Identifier' || body?.type !== 'CallExpression') return false;
  const [callback] = body.arguments;
  return (
    isName(body.callee, 'setTimeout') && callback !== undefined && isName(callback, resolve.name)
  );
}

function onlyExpression(body: NodeOf<'ArrowFunctionExpression'>['body']) {
  if (body.type !== 'BlockStatement') return body;
  const [statement, second] = body.body;
  return statement?.type === 'ExpressionStatement' && !second ? statement.expression : null;
}

function isName(node: Argument, name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}
