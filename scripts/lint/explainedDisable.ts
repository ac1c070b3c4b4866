import type { LintRule } from './ruleTypes.ts';

const directive = /^\s*(?:ox|es)lint-disable(?:-next-line|-line)?\b/;
/** One or more rules by name, then ` -- ` and at least a few words. */
const explained =
  /^\s*(?:ox|es)lint-disable-(?:next-line|line)\s+[^\s-][^\s]*(?:,?\s+[^\s-][^\s]*)*\s+--\s+\S.{9,}/s;

/** Switching a rule off is a decision: it names the rule, the line and the reason. */
export const explainedDisable: LintRule = {
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          if (!directive.test(comment.value) || explained.test(comment.value)) continue;
          context.report({
            node: comment,
            message:
              'Name the rule and the reason, for one line: `// oxlint-disable-next-line rule -- the reason`.',
          });
        }
      },
    };
  },
};
