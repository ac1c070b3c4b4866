import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Activity } from '#contract/activity.ts';
import type { CallContext } from '#services/context.ts';
import { listPresence } from '#services/presence/listPresence.ts';
import { onlineOperators } from '#services/presence/onlineOperators.ts';
import { setAvailable } from '#services/presence/setAvailable.ts';
import { sweepProcesses } from '#services/presence/sweepProcesses.ts';
import { PresenceTracker, type Tab } from '#services/presence/trackPresence.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';
import { must } from '#shared/must.ts';

let services: TestServices;
let ann: CallContext;
let workspaceId: string;
/** What the workspace's room was told; two processes may tell it in another order than it happened. */
let heard: { word: string; version: number }[];
const told = () =>
  heard.toSorted((one, other) => one.version - other.version).map(({ word }) => word);
const trackers: PresenceTracker[] = [];
beforeAll(async () => {
  services = await openTestServices();
});
afterAll(async () => {
  await Promise.all(trackers.map((tracker) => tracker.stop()));
  await services[Symbol.asyncDispose]();
});
beforeEach(async () => {
  ann = services.signUp('Ann');
  workspaceId = (await createWorkspace(ann, { name: 'Acme' })).id;
  heard = [];
});

const active: Tab = { state: 'active', viewing: null };
const away: Tab = { state: 'away', viewing: null };

/** An API process, which forgives an absence of `graceMs`. */
function startProcess(graceMs = 0): PresenceTracker {
  const sendActivity = (room: string, { type, payload }: Activity) => {
    if (type !== 'presence.updated' || room !== `workspace:${workspaceId}`) return;
    const who = payload.user_id === ann.caller.id ? 'Ann' : 'other';
    const word = [who, payload.status, ...payload.viewing].join(' ');
    heard.push({ word, version: payload.version });
  };
  const doorbell = { ...services.doorbell, sendActivity };
  const tracker = new PresenceTracker({ ...services, doorbell }, { graceMs, beatMs: 3_600_000 });
  trackers.push(tracker);
  return tracker;
}

const here = (process: PresenceTracker, tab = { ...active }, who = ann) =>
  process.join({ workspaceId, userId: who.caller.id }, { ...tab });
const statusOf = async (who = ann) => {
  const all = await listPresence(ann, { workspace_id: workspaceId });
  return must(
    all.find(({ user_id }) => user_id === who.caller.id),
    'a member',
  ).status;
};
const connections = () =>
  services.database.sql`select process_id from presence where workspace_id = ${workspaceId}`;
const hasStatus = (status: string) => expect.poll(() => statusOf()).toBe(status);

test('somebody is there while any tab at any process is', async () => {
  const [one, other] = [startProcess(), startProcess()];
  const first = here(one);
  await hasStatus('online');
  const second = here(other);
  const third = here(other);
  await expect.poll(connections).toHaveLength(2);
  first[Symbol.dispose]();
  second[Symbol.dispose]();
  await expect.poll(connections).toHaveLength(1);
  expect(await statusOf()).toBe('online');
  third[Symbol.dispose]();
  await hasStatus('offline');
  expect(told()).toEqual(['Ann online', 'Ann offline']);
});

test('when many go at once they get longer to come back, and whoever goes alone does not', async () => {
  const process = startProcess(20);
  const [zoe, ...crowd] = Array.from({ length: 13 }, () => services.signUp());
  const alone = must(zoe, 'Zoe');
  for (const { caller } of [alone, ...crowd])
    await services.addMember(workspaceId, caller, 'member');
  const statuses = async () => new Set(await Promise.all(crowd.map((who) => statusOf(who))));
  const tabs = crowd.map((who) => here(process, active, who));
  const zoes = here(startProcess(40), active, alone);
  await expect.poll(connections).toHaveLength(13);
  for (const tab of [...tabs, zoes]) tab[Symbol.dispose]();
  // By then the crowd's first grace has ended as well.
  await expect.poll(() => statusOf(alone)).toBe('offline');
  expect(await statuses()).toEqual(new Set(['online']));
  const back = crowd.map((who) => here(process, active, who));
  // Somebody who loses the connection again meanwhile is still one of them.
  must(back.pop(), 'one')[Symbol.dispose]();
  const zoesAgain = here(startProcess(40), active, alone);
  await expect.poll(() => statusOf(alone)).toBe('online');
  zoesAgain[Symbol.dispose]();
  await expect.poll(() => statusOf(alone)).toBe('offline');
  expect(await statuses()).toEqual(new Set(['online']));
  for (const tab of back) tab[Symbol.dispose]();
});

test('hidden everywhere is away; which customers’ conversations are open is told', async () => {
  const process = startProcess();
  const hidden = here(process, away);
  await hasStatus('away');
  const shown = here(process, { state: 'active', viewing: workspaceId });
  await hasStatus('online');
  shown[Symbol.dispose]();
  await hasStatus('away');
  hidden[Symbol.dispose]();
  await hasStatus('offline');
  expect(told()).toEqual(['Ann away', `Ann online ${workspaceId}`, 'Ann away', 'Ann offline']);
});

test('a reload shows nowhere', async () => {
  const process = startProcess(3_600_000);
  const tab = here(process);
  await hasStatus('online');
  for (let reload = 0; reload < 5; reload += 1) {
    tab[Symbol.dispose]();
    here(process);
  }
  await process.stop();
  expect(await statusOf()).toBe('online');
  expect(told()).toEqual(['Ann online']);
});

test('who was at a process that died is found out, unless they are at another', async () => {
  const bob = services.signUp('Bob');
  await services.addMember(workspaceId, bob.caller, 'member');
  const [dies, lives] = [startProcess(), startProcess()];
  here(dies);
  here(dies, active, bob);
  here(lives, active, bob);
  await expect.poll(connections).toHaveLength(3);
  await dies.stop();
  await services.database.sql`
    update presence_processes set beat_at = now() - interval '31 seconds'
    where id = (select process_id from presence where workspace_id = ${workspaceId}
      group by process_id having count(*) = 2)`;
  const known = await listPresence(ann, { workspace_id: workspaceId });
  const swept: string[] = [];
  const sendActivity = (_room: string, { type, payload }: Activity) => {
    if (type !== 'presence.updated') return;
    swept.push(payload.status);
    // A tab takes the newer of what it knows and what it is told.
    const before = known.find(({ user_id }) => user_id === payload.user_id);
    expect(payload.version).toBeGreaterThan(must(before, 'one who was there').version);
  };
  const doorbell = { ...services.doorbell, sendActivity };
  await Promise.all([1, 2, 3].map(() => sweepProcesses({ ...services, doorbell })));
  expect(swept.toSorted()).toEqual(['offline', 'online']);
  expect([await statusOf(), await statusOf(bob)]).toEqual(['offline', 'online']);
});

test('who is not available answers no customers, also after a reload', async () => {
  const process = startProcess();
  const tab = here(process);
  await hasStatus('online');
  const operators = () => onlineOperators(services.db, workspaceId);
  expect(await operators()).toEqual([ann.caller.id]);
  await setAvailable(ann, { workspace_id: workspaceId, available: false });
  tab[Symbol.dispose]();
  await hasStatus('offline');
  here(process);
  await hasStatus('online');
  expect(await operators()).toEqual([]);
  await setAvailable(ann, { workspace_id: workspaceId, available: true });
  expect(await operators()).toEqual([ann.caller.id]);
});

test('whatever tabs do at two processes, the last word told is what is so (property)', async () => {
  const step = fc.record({
    process: fc.nat(1),
    tab: fc.constantFrom(active, away),
    leaves: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      workspaceId = (await createWorkspace(ann, { name: 'Acme' })).id;
      heard = [];
      const processes = [startProcess(), startProcess()];
      const open: Disposable[][] = [[], []];
      for (const { process, tab, leaves } of steps) {
        if (leaves) open[process]?.pop()?.[Symbol.dispose]();
        else open[process]?.push(here(must(processes[process], 'a process'), tab));
        await new Promise((resolve) => setImmediate(resolve));
      }
      // Absences are told by a timer, even of no time.
      await expect
        .poll(async () => `Ann ${await statusOf()}` === (told().at(-1) ?? 'Ann offline'))
        .toBe(true);
      await Promise.all(processes.map((process) => process.stop()));
      expect(told().at(-1) ?? 'Ann offline').toBe(`Ann ${await statusOf()}`);
      const words = told();
      expect(words.filter((word, at) => word === words[at - 1])).toEqual([]);
    }),
    { numRuns: 20 },
  );
});
