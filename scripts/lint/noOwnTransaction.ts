import type { LintRule } from './ruleTypes.ts';

const openers = new Set(['transaction', 'begin', 'savepoint']);

/** A transaction that `withTransaction` did not open could commit rows without their events. */
export const noOwnTransaction: LintRule = {
  create(context) {
    return {
      CallExpression(node) {
        const { callee } = node;
        if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return;
        if (callee.computed || !openers.has(callee.property.name)) return;
        context.report({
          node,
          message:
            'Write through `withTransaction(async (tx) => … announce(result, events))` of services/transaction.ts: ' +
            'it appends the events before it commits.',
        });
      },
    };
  },
};
