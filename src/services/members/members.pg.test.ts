import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { MemberRole } from '#contract/members.ts';
import type { CallContext } from '#services/context.ts';
import { createConversation } from '#services/conversations/createConversation.ts';
import { listConversations } from '#services/conversations/listConversations.ts';
import { acceptInvite, previewInvite } from '#services/invites/acceptInvite.ts';
import { createInvite } from '#services/invites/createInvite.ts';
import { listInvites } from '#services/invites/listInvites.ts';
import { revokeInvite } from '#services/invites/revokeInvite.ts';
import { listMembers } from '#services/members/listMembers.ts';
import { removeMember } from '#services/members/removeMember.ts';
import { setRole } from '#services/members/setRole.ts';
import { keepProfiles } from '#services/profiles/keepProfiles.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';
import { listWorkspaces } from '#services/workspaces/listWorkspaces.ts';
import { must } from '#shared/must.ts';

let services: TestServices;
let ann: CallContext;
let bob: CallContext;
let workspace_id: string;
beforeAll(async () => {
  services = await openTestServices();
});
afterAll(() => services[Symbol.asyncDispose]());
beforeEach(async () => {
  ann = services.signUp('Ann');
  bob = services.signUp('Bob');
  workspace_id = (await createWorkspace(ann, { name: 'Acme' })).id;
});

type InviteTo = { role: MemberRole; email?: string };
const invite = (by: CallContext, to: InviteTo) =>
  createInvite(by, { workspace_id, expires_in_hours: 24, ...to });
const linkFrom = async (by: CallContext, to: InviteTo) =>
  must((await invite(by, to)).token, 'a token');
const rolesOf = async (by: CallContext) =>
  Object.fromEntries(
    (await listMembers(by, { workspace_id })).map(({ user_id, role }) => [user_id, role]),
  );
const withEmail = (who: CallContext, email: string): CallContext => ({
  ...who,
  caller: { ...who.caller, email },
});

test('a link lets in whoever has it, until it is revoked', async () => {
  const token = await linkFrom(ann, { role: 'member' });
  expect(await previewInvite(bob, { token })).toMatchObject({
    workspace_name: 'Acme',
    role: 'member',
    is_member: false,
  });
  await acceptInvite(bob, { token });
  await acceptInvite(bob, { token });
  expect(await rolesOf(bob)).toEqual({ [ann.caller.id]: 'owner', [bob.caller.id]: 'member' });
  const types = (await services.eventsOf(`user:${bob.caller.id}`)).map(({ type }) => type);
  expect(types).toEqual(['workspace.created']);

  const [open] = await listInvites(ann, { workspace_id });
  await revokeInvite(ann, { invite_id: must(open, 'the invitation').id });
  const late = acceptInvite(services.signUp(), { token });
  await expect(late).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a link that has expired leads nowhere; nor is a token kept or told', async () => {
  const token = await linkFrom(ann, { role: 'member' });
  const rows = await services.database.sql`select * from invites`;
  const log = await services.eventsOf(`user:${ann.caller.id}`);
  expect(JSON.stringify([rows, log])).not.toContain(token);
  await services.database.sql`update invites set expires_at = now()`;
  await expect(previewInvite(bob, { token })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await listInvites(ann, { workspace_id })).toEqual([]);
});

test('an invitation by address is for that address, once', async () => {
  const token = await linkFrom(ann, { role: 'viewer', email: 'bob@example.com' });
  const eve = withEmail(services.signUp('Eve'), 'eve@example.com');
  await expect(acceptInvite(eve, { token })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await acceptInvite(withEmail(bob, 'Bob@Example.com'), { token });
  expect(await listInvites(ann, { workspace_id })).toEqual([]);
});

test('whoever has an account at the address is a member at once, with their name', async () => {
  const known = withEmail(services.signUp('Cleo'), 'cleo@example.com');
  await keepProfiles(services)(known.caller);
  const { member, token } = await invite(ann, { role: 'admin', email: 'cleo@example.com' });
  expect([member?.display_name, token]).toEqual(['Cleo', null]);
  expect(await listWorkspaces(known)).toHaveLength(1);
  await keepProfiles(services)({ ...known.caller, displayName: 'Cleo K.' });
  const names = (await listMembers(ann, { workspace_id })).map(({ display_name }) => display_name);
  expect(names).toContain('Cleo K.');
});

test('a visitor without an account cannot accept', async () => {
  const token = await linkFrom(ann, { role: 'member' });
  const visitor = { ...bob, caller: { ...bob.caller, isAnonymous: true } };
  await expect(acceptInvite(visitor, { token })).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

test('an admin manages members, but neither makes nor unmakes owners', async () => {
  await services.addMember(workspace_id, bob.caller, 'admin');
  const cleo = services.signUp('Cleo');
  await services.addMember(workspace_id, cleo.caller, 'member');
  const ofAnn = { workspace_id, user_id: ann.caller.id };
  const ofCleo = { workspace_id, user_id: cleo.caller.id };
  await setRole(bob, { ...ofCleo, role: 'viewer' });
  for (const attempt of [
    () => setRole(bob, { ...ofCleo, role: 'owner' }),
    () => setRole(bob, { ...ofAnn, role: 'member' }),
    () => removeMember(bob, ofAnn),
    () => invite(bob, { role: 'owner' }),
    () => setRole(cleo, { ...ofCleo, role: 'admin' }),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await removeMember(bob, ofCleo);
  await removeMember(bob, { workspace_id, user_id: bob.caller.id });
  expect(await rolesOf(ann)).toEqual({ [ann.caller.id]: 'owner' });
});

test('who is removed loses private talks with others, and their own are deleted', async () => {
  await services.addMember(workspace_id, bob.caller, 'member');
  const together = await createConversation(ann, {
    workspace_id,
    kind: 'team',
    visibility: 'private',
    participant_ids: [bob.caller.id],
  });
  await createConversation(bob, { workspace_id, visibility: 'private' });
  await removeMember(ann, { workspace_id, user_id: bob.caller.id });
  expect(await listConversations(ann, { workspace_id })).toEqual([together]);
  const left = await services.database
    .sql`select id from conversations where workspace_id = ${workspace_id}`;
  expect(left).toHaveLength(1);
  const log = (await services.eventsOf(`user:${ann.caller.id}`)).map(({ type }) => type);
  expect(log).toContain('participant.deleted');
  await expect(listConversations(bob, { workspace_id })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('a workspace always keeps an owner, whatever its owners do at once (property)', async () => {
  const act = fc.record({
    by: fc.nat(2),
    to: fc.nat(2),
    role: fc.constantFrom<MemberRole | 'removed'>('owner', 'admin', 'viewer', 'removed'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 2, maxLength: 8 }), async (acts) => {
      const founder = services.signUp();
      const people = [founder, services.signUp(), services.signUp()];
      const { id } = await createWorkspace(founder, { name: 'Acme' });
      for (const { caller } of people.slice(1)) {
        await services.addMember(id, caller, 'admin');
        await setRole(founder, { workspace_id: id, user_id: caller.id, role: 'owner' });
      }
      await Promise.allSettled(
        acts.map(({ by, to, role }) => {
          const actor = must(people[by], 'somebody');
          const one = { workspace_id: id, user_id: must(people[to], 'somebody').caller.id };
          return role === 'removed' ? removeMember(actor, one) : setRole(actor, { ...one, role });
        }),
      );
      const owners = await services.database.sql`
        select 1 from workspace_members where workspace_id = ${id} and role = 'owner'`;
      expect(owners.length).toBeGreaterThan(0);
    }),
    { numRuns: 30 },
  );
});
