import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '#db/testDatabase.ts';
import { scoreAnswers } from './answers.ts';
import type { Collection } from './collections.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const larks: Collection = {
  name: 'larks',
  documents: [
    { title: '', text: 'Full-time employees receive 27 vacation days a year.' },
    { title: '', text: 'The office in Lisbon opens at nine in the morning.' },
    { title: '', text: 'Invoices are paid within fourteen days of their arrival.' },
  ],
  queries: [
    { text: 'How many vacation days do full-time employees receive?', relevant: new Set([0]) },
    { text: 'When does the office in Lisbon open?', relevant: new Set([1]) },
    { text: 'Within how many days of their arrival are invoices paid?', relevant: new Set([2]) },
  ],
  unanswerable: ['Who invented the telephone?', 'How many vacation days do employees receive?'],
};

test('questions that have no answer count where they stay unanswered, apart from those whose document is missing', async () => {
  expect(await scoreAnswers(database.db, larks)).toEqual({
    collection: 'larks',
    silent_without_document: 1,
    silent_unanswerable: 0.5,
    answered_with_document: 1,
    right_document: 1,
  });
});

test('of none there is no share', async () => {
  expect(await scoreAnswers(database.db, { ...larks, queries: [], unanswerable: [] })).toEqual({
    collection: 'larks',
    silent_without_document: null,
    silent_unanswerable: null,
    answered_with_document: null,
    right_document: null,
  });
});
