import type { LintRule } from './ruleTypes.ts';

/** Reading a variable; handing the whole environment on to a child process is no reading. */
export const noProcessEnv: LintRule = {
  create(context) {
    return {
      MemberExpression(node) {
        const isEnv =
          node.object.type === 'Identifier' &&
          node.object.name === 'process' &&
          node.property.type === 'Identifier' &&
          node.property.name === 'env';
        if (!isEnv || isHandedOn(node.parent)) return;
        context.report({
          node,
          message:
            'Settings come from src/env.ts, which validates them at start: add the variable there and pass its value in.',
        });
      },
    };
  },
};

/** `{ ...process.env, PORT }` or `{ env: process.env }`. */
function isHandedOn(parent: { type: string; key?: unknown }): boolean {
  if (parent.type === 'SpreadElement') return true;
  const { key } = parent;
  return (
    parent.type === 'Property' &&
    typeof key === 'object' &&
    key !== null &&
    'name' in key &&
    key.name === 'env'
  );
}
