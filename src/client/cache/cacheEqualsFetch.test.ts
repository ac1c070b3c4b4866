import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type VerbName, verbNames } from '#client/testModelServer.ts';
import { TestWorld } from '#client/testWorld.ts';

type Choice = { verb: VerbName; pick: number; amount: number };
type Act = { weight: number; run: (world: TestWorld, choice: Choice) => void | Promise<void> };

/** What may happen at any time, and how often it does. */
const acts: Record<string, Act> = {
  write: { weight: 8, run: (world, { verb, pick }) => world.write(verb, pick) },
  mutate: { weight: 3, run: (world, { verb, pick }) => world.mutate(verb, pick) },
  answer: { weight: 3, run: (world, { pick }) => world.answer(pick) },
  loseAnswer: { weight: 1, run: (world, { pick }) => world.loseAnswer(pick) },
  writeMessage: { weight: 1, run: (world) => world.writeMessage() },
  sendMessage: { weight: 2, run: (world, { pick }) => world.sendMessage(pick) },
  subscribe: { weight: 2, run: (world, { pick }) => world.feed(pick).subscribe() },
  reconnect: { weight: 1, run: (world, { pick }) => world.feed(pick).reconnect() },
  disconnect: { weight: 1, run: (world, { pick }) => world.feed(pick).disconnect() },
  prune: { weight: 1, run: (world, { pick }) => world.prune(pick) },
  send: { weight: 6, run: (world, { pick, amount }) => world.feed(pick).send(amount) },
  deliver: { weight: 6, run: (world, { pick, amount }) => world.feed(pick).deliver(amount) },
  repeat: { weight: 1, run: (world, { pick }) => world.feed(pick).repeat() },
  observe: { weight: 5, run: (world, { pick }) => world.tab.observe(world.query(pick)) },
  unobserve: { weight: 2, run: (world, { pick }) => world.tab.unobserve(world.query(pick)) },
  fetchMore: { weight: 2, run: (world, { pick }) => world.tab.fetchMore(world.query(pick)) },
  readCall: { weight: 5, run: (world, { pick }) => world.tab.readCall(pick) },
  finishCall: { weight: 5, run: (world, { pick }) => world.tab.endCall(pick, 'finish') },
  failCall: { weight: 1, run: (world, { pick }) => world.tab.endCall(pick, 'fail') },
};

const step = fc.record({
  act: fc.oneof(
    ...Object.entries(acts).map(([name, { weight }]) => ({
      weight,
      arbitrary: fc.constant(name),
    })),
  ),
  verb: fc.constantFrom(...verbNames),
  pick: fc.nat(99),
  amount: fc.integer({ min: 1, max: 4 }),
});

/** Found by chance: an old change of what the fetch no longer has brought back an older state than was shown. */
const deletedWhileFetched: (Choice & { act: string })[] = [
  { act: 'subscribe', verb: 'createWorkspace', pick: 7, amount: 1 },
  { act: 'send', verb: 'createWorkspace', pick: 9, amount: 1 },
  { act: 'mutate', verb: 'createConversation', pick: 0, amount: 1 },
  { act: 'observe', verb: 'createWorkspace', pick: 96, amount: 1 },
  { act: 'mutate', verb: 'createConversation', pick: 0, amount: 1 },
  { act: 'write', verb: 'renameConversation', pick: 10, amount: 1 },
  { act: 'send', verb: 'createWorkspace', pick: 33, amount: 1 },
  { act: 'finishCall', verb: 'createWorkspace', pick: 0, amount: 1 },
  { act: 'deliver', verb: 'createWorkspace', pick: 57, amount: 2 },
  { act: 'write', verb: 'removeConversation', pick: 0, amount: 1 },
  { act: 'finishCall', verb: 'createWorkspace', pick: 0, amount: 1 },
];

/** Found by chance: of a conversation without a word nobody could tell which workspace it goes with. */
const emptyOfRemovedWorkspace: (Choice & { act: string })[] = [
  { act: 'subscribe', verb: 'createWorkspace', pick: 21, amount: 1 },
  { act: 'send', verb: 'createWorkspace', pick: 57, amount: 1 },
  { act: 'deliver', verb: 'createWorkspace', pick: 9, amount: 1 },
  { act: 'subscribe', verb: 'createWorkspace', pick: 0, amount: 1 },
  { act: 'send', verb: 'createWorkspace', pick: 0, amount: 1 },
  { act: 'deliver', verb: 'createWorkspace', pick: 0, amount: 1 },
  { act: 'observe', verb: 'createWorkspace', pick: 84, amount: 1 },
  { act: 'finishCall', verb: 'createWorkspace', pick: 0, amount: 1 },
  { act: 'write', verb: 'removeWorkspace', pick: 95, amount: 1 },
];

/** Found by chance: a bell that hears only its person's log kept what was told of a conversation that is gone. */
const notifiedOfRemovedConversation: (Choice & { act: string })[] = [
  { act: 'subscribe', verb: 'createWorkspace', pick: 0, amount: 1 },
  { act: 'send', verb: 'createWorkspace', pick: 0, amount: 1 },
  { act: 'write', verb: 'notify', pick: 6, amount: 1 },
  { act: 'write', verb: 'removeConversation', pick: 95, amount: 1 },
  { act: 'deliver', verb: 'createWorkspace', pick: 0, amount: 1 },
  { act: 'observe', verb: 'createWorkspace', pick: 62, amount: 1 },
];

test('a cache that got only events equals a fresh fetch, for every write and every interleaving', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 150, size: 'max' }), async (story) => {
      using world = new TestWorld();
      for (const { act, ...choice } of story) {
        await acts[act]?.run(world, choice);
        expect(world.whatWentBack()).toEqual([]);
      }
      await world.calmDown();
      const { cached, fetched } = world.compare();
      expect(cached).toEqual(fetched);
      expect(world.whatIsWrongWithUnsent()).toEqual([]);
    }),
    {
      numRuns: 1_000,
      examples: [[deletedWhileFetched], [emptyOfRemovedWorkspace], [notifiedOfRemovedConversation]],
    },
  );
});
