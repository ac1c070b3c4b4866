import { RuleTester } from 'oxlint/plugins-dev';
import { describe, it } from 'vitest';

/** oxlint's own tester of rules, reporting through vitest and reading TypeScript. */
export function createRuleTester(): RuleTester {
  RuleTester.describe = describe;
  RuleTester.it = it;
  return new RuleTester({
    languageOptions: { sourceType: 'module', parserOptions: { lang: 'ts' } },
  });
}
