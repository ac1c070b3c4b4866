import type { LintRule, NodeOf } from './ruleTypes.ts';

type Expression = NodeOf<'CallExpression'>['callee'];

const kinds = new Set(['query', 'mutation', 'subscription']);

/** For routers: a procedure names both its schemas, and its handler is one call of a service. */
export const procedureSchemas: LintRule = {
  create(context) {
    return {
      CallExpression(node) {
        const [kind = '', ...earlier] = chainOf(node);
        if (!kinds.has(kind)) return;
        for (const schema of ['input', 'output'])
          if (!earlier.includes(schema))
            context.report({
              node,
              message: `A procedure says what it takes and gives: add \`.${schema}(…)\` of a schema from src/contract.`,
            });
        const [handler] = node.arguments;
        if (handler?.type !== 'ArrowFunctionExpression' || handler.body.type === 'BlockStatement')
          context.report({
            node,
            message:
              'A handler is one call, `({ ctx, input }) => verbNoun(ctx, input)`: move the rest into the service.',
          });
      },
    };
  },
};

/** The methods called so far, last first: `procedure.input(x).query(f)` → `['query', 'input']`. */
function chainOf(call: NodeOf<'CallExpression'>): string[] {
  const names: string[] = [];
  let at: Expression = call;
  while (at.type === 'CallExpression' && at.callee.type === 'MemberExpression') {
    const callee: Extract<Expression, { type: 'MemberExpression' }> = at.callee;
    names.push(callee.property.type === 'Identifier' ? callee.property.name : '');
    at = callee.object;
  }
  return names;
}
