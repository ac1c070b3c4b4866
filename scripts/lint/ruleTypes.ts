import type { RuleTester } from 'oxlint/plugins-dev';

type AnyRule = Parameters<RuleTester['run']>[1];

/** A rule of our own, as oxlint (and ESLint) run it. oxlint exports no name for the type. */
export type LintRule = Exclude<AnyRule, { createOnce: unknown }>;
type Visitor = ReturnType<LintRule['create']>;

/** The syntax node of that type, e.g. `NodeOf<'CallExpression'>`. */
export type NodeOf<Type extends keyof Visitor> = Parameters<NonNullable<Visitor[Type]>>[0];
