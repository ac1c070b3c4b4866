import type { LintRule } from './ruleTypes.ts';

/** `value as T` tells the compiler to believe; `as const` and `satisfies` only ask it to look closer. */
export const noCast: LintRule = {
  create(context) {
    return {
      TSAsExpression(node) {
        const { typeAnnotation: type } = node;
        const isConst =
          type.type === 'TSTypeReference' &&
          type.typeName.type === 'Identifier' &&
          type.typeName.name === 'const';
        if (isConst) return;
        context.report({
          node,
          message:
            'Parse it with zod, narrow it with a type guard, or check it with `satisfies`. Where a cast is safe, ' +
            'say why: `// oxlint-disable-next-line parley/no-cast -- the reason`.',
        });
      },
      TSTypeAssertion(node) {
        context.report({ node, message: 'Parse it with zod, or narrow it with a type guard.' });
      },
    };
  },
};
