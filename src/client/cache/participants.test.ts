import { expect, test } from 'vitest';
import { reduceParticipants } from '#client/cache/participants.ts';
import { aParticipant, conversationId, testId, workspaceId } from '#client/testRows.ts';
import type { Participant } from '#contract/participants.ts';

const place = { workspace_id: workspaceId, conversation_id: conversationId };
const list = [aParticipant(10, { version: 2, read_seq: 4 })];
const isHere = ({ user_id }: Participant) => user_id === testId(0);
const read = (participant: Participant) =>
  ({ type: 'participant.updated', payload: { ...place, participant } }) as const;

test('a newer cursor moves on, an older one and a double do nothing', () => {
  const moved = reduceParticipants(
    list,
    read(aParticipant(10, { version: 3, read_seq: 6 })),
    isHere,
  );
  expect(moved.map(({ read_seq }) => read_seq)).toEqual([6]);
  expect(reduceParticipants(moved, read(aParticipant(10, { version: 2 })), isHere)).toBe(moved);
});

test('one that is not in the list comes into it, unless it is somebody else’s', () => {
  const other = aParticipant(11, { user_id: testId(5) });
  expect(reduceParticipants(list, read(other), isHere)).toBe(list);
  expect(reduceParticipants(list, read(other), () => true)).toEqual([...list, other]);
});

test('who leaves goes, and so does all of a conversation that is deleted', () => {
  const left = { type: 'participant.deleted', payload: { ...place, participant_id: testId(10) } };
  expect(reduceParticipants(list, { ...left, type: 'participant.deleted' }, isHere)).toEqual([]);
  const payload = { ...place, version: 9 };
  expect(reduceParticipants(list, { type: 'conversation.deleted', payload }, isHere)).toEqual([]);
});
