import type { LintRule, NodeOf } from './ruleTypes.ts';

/** The tables whose rows the contract announces, as the schema exports them: each change has an event. */
export const announcedTables = [
  'cannedReplies',
  'conversationParticipants',
  'conversations',
  'customers',
  'documents',
  'invites',
  'jobs',
  'messages',
  'notificationSettings',
  'notifications',
  'workspaceMembers',
  'workspaces',
];

const sqlNames = announcedTables.map((name) =>
  name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
);

const rawWrite = new RegExp(
  String.raw`\b(?:insert\s+into|update|delete\s+from|merge\s+into|truncate(?:\s+table)?)\s+(?:only\s+)?` +
    String.raw`(?:public\.)?"?(?:${sqlNames.join('|')})\b`,
  'i',
);

const throughPool =
  'This table is announced: write it with the `tx: Transaction` of `withTransaction`, so that row and event ' +
  'commit together.';
const silent =
  'This transaction writes an announced table: return `announce(result, events)` with its event, not `unchanged`.';

type AnyNode = NonNullable<NodeOf<'CallExpression'>['parent']>;
type FunctionNode = NodeOf<'ArrowFunctionExpression'> | NodeOf<'FunctionExpression'>;
type Outcome = { writes: boolean; announces: boolean; unchanged: AnyNode[] };

/**
 * The house's one law, so far as syntax shows it: a write to an announced table uses a parameter of type
 * `Transaction` (or the one that `withTransaction` passes in), and the transaction that writes one announces it.
 */
export const writesAppendEvents: LintRule = {
  create(context) {
    const tableNames = new Map<string, string>();
    const outcomes = new Map<FunctionNode, Outcome>();

    const outcomeAround = (node: AnyNode): Outcome | null => {
      const owner = transactionBody(node);
      if (!owner) return null;
      const outcome = outcomes.get(owner) ?? { writes: false, announces: false, unchanged: [] };
      outcomes.set(owner, outcome);
      return outcome;
    };
    const recordWrite = (node: AnyNode, isInTransaction: boolean) => {
      if (!isInTransaction) context.report({ node, message: throughPool });
      const outcome = outcomeAround(node);
      if (outcome) outcome.writes = true;
    };

    return {
      ImportDeclaration(node) {
        if (!node.source.value.startsWith('#db/schema/')) return;
        for (const { local, imported } of node.specifiers.filter(
          (each) => each.type === 'ImportSpecifier',
        ))
          tableNames.set(
            local.name,
            imported.type === 'Identifier' ? imported.name : imported.value,
          );
      },
      CallExpression(node) {
        const name = calledName(node);
        if (name === 'announce') markAnnounced(outcomeAround(node));
        if (name === 'unchanged') outcomeAround(node)?.unchanged.push(node);
        if (name === 'insert' || name === 'update' || name === 'delete') {
          const [table] = node.arguments;
          if (table?.type !== 'Identifier' || !isAnnounced(tableNames.get(table.name))) return;
          recordWrite(node, isTransaction(receiverOf(node), node));
        }
        if (name === 'raw' || name === 'unsafe') {
          const text = context.sourceCode.getText(node);
          if (rawWrite.test(text)) recordWrite(node, isInsideTransaction(node));
        }
      },
      TaggedTemplateExpression(node) {
        const text = context.sourceCode.getText(node.quasi).replaceAll(/\$\{(\w+)\}/g, '$1');
        if (rawWrite.test(text)) recordWrite(node, isInsideTransaction(node));
      },
      'Program:exit'() {
        for (const { writes, announces, unchanged } of outcomes.values())
          if (writes && !announces)
            for (const node of unchanged) context.report({ node, message: silent });
      },
    };
  },
};

function markAnnounced(outcome: Outcome | null) {
  if (outcome) outcome.announces = true;
}

function isAnnounced(table: string | undefined): boolean {
  return table !== undefined && announcedTables.includes(table);
}

function isFunction(node: AnyNode): node is FunctionNode {
  return (
    node.type === 'ArrowFunctionExpression' ||
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression'
  );
}

function functionsAround(node: AnyNode): FunctionNode[] {
  const found: FunctionNode[] = [];
  for (let at: AnyNode | null = node.parent; at; at = at.parent) if (isFunction(at)) found.push(at);
  return found;
}

/** The function that decides what the transaction announces: the one given to `withTransaction`, else the outermost. */
function transactionBody(node: AnyNode): FunctionNode | undefined {
  const around = functionsAround(node);
  return around.find(isGivenToWithTransaction) ?? around.at(-1);
}

function isGivenToWithTransaction(node: FunctionNode): boolean {
  const { parent } = node;
  return parent.type === 'CallExpression' && calledName(parent) === 'withTransaction';
}

function calledName({ callee }: NodeOf<'CallExpression'>): string | null {
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return null;
  return callee.property.name;
}

/** `tx` of `tx.insert(…)` and of `tx.with(…).insert(…)`. */
function receiverOf(call: NodeOf<'CallExpression'>): string | null {
  let at = call.callee;
  while (at.type === 'MemberExpression' || at.type === 'CallExpression')
    at = at.type === 'MemberExpression' ? at.object : at.callee;
  return at.type === 'Identifier' ? at.name : null;
}

function isTransaction(name: string | null, from: AnyNode): boolean {
  return functionsAround(from).some((each) =>
    transactionNames(each).some((known) => known === name),
  );
}

function isInsideTransaction(node: AnyNode): boolean {
  return functionsAround(node).some((each) => transactionNames(each).length > 0);
}

/** The parameters of that function that are a `Transaction`. */
function transactionNames(node: FunctionNode): string[] {
  const names: string[] = [];
  for (const [index, param] of node.params.entries()) {
    if (param.type === 'Identifier') {
      const isTyped = isTransactionType(param.typeAnnotation?.typeAnnotation);
      if (isTyped || (index === 0 && isGivenToWithTransaction(node))) names.push(param.name);
    }
    if (param.type === 'ObjectPattern') names.push(...membersOfTransactionType(param));
  }
  return names;
}

type TypeNode = NodeOf<'TSTypeAnnotation'>['typeAnnotation'];

function isTransactionType(type: TypeNode | undefined): boolean {
  return (
    type?.type === 'TSTypeReference' &&
    type.typeName.type === 'Identifier' &&
    type.typeName.name === 'Transaction'
  );
}

/** `tx` of `({ tx, id }: { tx: Transaction; id: string })`. */
function membersOfTransactionType(pattern: NodeOf<'ObjectPattern'>): string[] {
  const type = pattern.typeAnnotation?.typeAnnotation;
  if (type?.type !== 'TSTypeLiteral') return [];
  return type.members.flatMap((member) =>
    member.type === 'TSPropertySignature' &&
    member.key.type === 'Identifier' &&
    isTransactionType(member.typeAnnotation?.typeAnnotation)
      ? [member.key.name]
      : [],
  );
}
