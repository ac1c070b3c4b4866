import { readFile } from 'node:fs/promises';
import { getTRPCErrorFromUnknown, callTRPCProcedure } from '@trpc/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiContext } from '#api/context.ts';
import { createCallLimit } from '#api/limits.ts';
import { appRouter } from '#api/root.ts';
import { casesFor, type ProcedurePath, procedures } from '#api/testCases.ts';
import { memberRoles } from '#contract/members.ts';
import { createHub } from '#realtime/createHub.ts';
import { PresenceTracker } from '#services/presence/trackPresence.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { createVictim } from '#services/testVictim.ts';
import { type Action, allows, leastRole } from '#contract/permissions.ts';
import { must } from '#shared/must.ts';

let services: TestServices;
let presence: PresenceTracker;
beforeAll(async () => {
  services = await openTestServices();
  presence = new PresenceTracker(services);
});
afterAll(async () => {
  await presence.stop();
  await services[Symbol.asyncDispose]();
});

/** What each procedure needs; null where no role does: it is the caller's own, a stream, or the customer's. */
const actionOf: Record<ProcedurePath, Action | null> = {
  'me.get': null,
  'settings.get': null,
  'workspaces.list': null,
  'workspaces.create': null,
  'workspaces.rename': 'workspace.rename',
  'workspaces.remove': 'workspace.remove',
  'workspaces.health': 'health.read',
  'workspaces.members.list': 'workspace.read',
  'workspaces.members.setRole': 'members.manage',
  'workspaces.members.remove': 'members.manage',
  'workspaces.invites.list': 'invites.manage',
  'workspaces.invites.create': 'invites.manage',
  'workspaces.invites.revoke': 'invites.manage',
  'workspaces.invites.preview': null,
  'workspaces.invites.accept': null,
  'documents.list': 'workspace.read',
  'documents.get': 'workspace.read',
  'documents.upload': 'documents.write',
  'documents.addUrl': 'documents.write',
  'documents.refetch': 'documents.write',
  'documents.page': 'workspace.read',
  'documents.thumbnail': 'workspace.read',
  'documents.downloadUrl': 'workspace.read',
  'documents.retry': 'documents.write',
  'documents.restore': 'documents.write',
  'documents.remove': 'documents.write',
  'jobs.list': 'workspace.read',
  'search.query': 'workspace.read',
  'conversations.list': 'workspace.read',
  'conversations.create': 'conversations.write',
  'conversations.rename': 'conversations.write',
  'conversations.remove': 'conversations.write',
  'conversations.share': 'conversations.write',
  'conversations.markRead': 'workspace.read',
  'conversations.participants.list': 'workspace.read',
  'conversations.participants.listOwn': 'workspace.read',
  'conversations.participants.add': 'conversations.write',
  'conversations.participants.remove': 'conversations.write',
  'messages.list': 'workspace.read',
  'messages.get': 'workspace.read',
  'messages.send': 'conversations.write',
  'messages.stop': 'conversations.write',
  'messages.regenerate': 'conversations.write',
  'messages.resend': 'customers.answer',
  'messages.downloadUrl': 'workspace.read',
  'messages.followUps': 'workspace.read',
  'typing.set': 'workspace.read',
  'notifications.list': null,
  'notifications.markRead': null,
  'notifications.settings.get': null,
  'notifications.settings.update': null,
  'presence.list': 'workspace.read',
  'presence.set': 'workspace.read',
  'customers.list': 'workspace.read',
  'customers.get': 'workspace.read',
  'customers.update': 'customers.answer',
  'chat.open': null,
  'chat.start': null,
  'chat.update': null,
  'chat.requestPerson': null,
  'chat.status': 'workspace.read',
  'live.settings.get': 'workspace.read',
  'live.settings.secret': 'live.manage',
  'live.settings.update': 'live.manage',
  'live.settings.rotateSecret': 'live.manage',
  'live.cannedReplies.list': 'workspace.read',
  'live.cannedReplies.create': 'customers.answer',
  'live.cannedReplies.update': 'customers.answer',
  'live.cannedReplies.remove': 'customers.answer',
  'live.line.get': 'live.manage',
  'live.line.connect': 'live.manage',
  'live.line.disconnect': 'live.manage',
  'live.draft': 'customers.answer',
  'live.transcript': 'customers.answer',
  'live.take': 'customers.answer',
  'live.assign': 'customers.answer',
  'live.handToAi': 'customers.answer',
  'live.setStatus': 'customers.answer',
  'live.snooze': 'customers.answer',
  onEvent: null,
  onActivity: null,
};

test.each(memberRoles)('as %s: exactly what docs/roles.md says', async (role) => {
  const owner = services.signUp('Ann');
  const victim = await createVictim(services, owner);
  const { caller } = role === 'owner' ? owner : services.signUp(role);
  if (role !== 'owner') await services.addMember(victim.workspace_id, caller, role);
  const ctx: ApiContext = {
    services,
    hub: createHub(services.database.sql, () => {}),
    callLimit: createCallLimit(),
    presence,
    caller,
    subscription: null,
  };
  const outcomes: Record<string, boolean> = {};
  const expected: Record<string, boolean> = {};
  for (const [path, { input }] of Object.entries(casesFor(victim, victim.key))) {
    const action = Object.entries(actionOf).find(([each]) => each === path)?.[1];
    if (!action) continue;
    expected[path] = allows(role, action);
    outcomes[path] = (await codeOf(ctx, path, input)) !== 'FORBIDDEN';
  }
  expect(outcomes).toEqual(expected);
});

async function codeOf(ctx: ApiContext, path: string, input: unknown): Promise<string | null> {
  return callTRPCProcedure({
    router: appRouter,
    path,
    getRawInput: () => Promise.resolve(input),
    ctx,
    type: must(procedures[path], path)._def.type,
    signal: undefined,
    batchIndex: 0,
  }).then(
    () => null,
    (error: unknown) => getTRPCErrorFromUnknown(error).code,
  );
}

test('docs/roles.md is the table of the code', async () => {
  const docs = await readFile(new URL('../../docs/roles.md', import.meta.url), 'utf8');
  const rows = docs.split('\n').flatMap((line) => {
    const [, action, , ...marks] = line.split('|').map((cell) => cell.trim());
    return action?.startsWith('`') ? [[action.replaceAll('`', ''), marks.slice(0, 4)]] : [];
  });
  expect(Object.fromEntries(rows)).toEqual(
    Object.fromEntries(
      Object.keys(leastRole).map((action) => [
        action,
        memberRoles.map((role) => (isAllowed(role, action) ? 'yes' : '–')),
      ]),
    ),
  );
});

const isAllowed = (role: (typeof memberRoles)[number], action: string): boolean =>
  Object.entries(leastRole).some(
    ([each, least]) => each === action && memberRoles.indexOf(role) <= memberRoles.indexOf(least),
  );
