import { expect, test } from 'vitest';
import { ChangeJournal } from '#client/changeJournal.ts';
import { aJob, jobUpdated } from '#client/testRows.ts';

const change = (n: number) => jobUpdated(aJob(n));

test('nothing is kept while nothing is being fetched', () => {
  const journal = new ChangeJournal();
  journal.add(change(1));
  expect(journal.length).toBe(0);
  expect(journal.endFetch('a')).toEqual({ missed: [], isTrusted: true });
});

test('each fetch gets what came since it began, and what nobody needs is dropped', () => {
  const journal = new ChangeJournal();
  journal.beginFetch('a');
  journal.add(change(1));
  journal.beginFetch('b');
  journal.add(change(2));
  expect(journal.endFetch('a').missed).toEqual([change(1), change(2)]);
  expect(journal.length).toBe(1);
  expect(journal.endFetch('b').missed).toEqual([change(2)]);
  expect(journal.length).toBe(0);
});

test('a fetch that is started anew counts from its first start', () => {
  const journal = new ChangeJournal();
  journal.beginFetch('a');
  journal.add(change(1));
  journal.beginFetch('a');
  expect(journal.endFetch('a').missed).toEqual([change(1)]);
});

test('a fetch that is slower than the journal is long has to be done again', () => {
  const journal = new ChangeJournal(2);
  journal.beginFetch('slow');
  journal.add(change(1));
  journal.beginFetch('quick');
  for (const n of [2, 3]) journal.add(change(n));
  expect(journal.length).toBe(2);
  expect(journal.endFetch('quick')).toEqual({ missed: [change(2), change(3)], isTrusted: true });
  expect(journal.endFetch('slow').isTrusted).toBe(false);
});

test('so has one that is distrusted, and every one when the journal is cleared', () => {
  const journal = new ChangeJournal();
  for (const key of ['a', 'b', 'c']) journal.beginFetch(key);
  journal.distrust('a');
  expect(journal.endFetch('a').isTrusted).toBe(false);
  expect(journal.endFetch('b').isTrusted).toBe(true);
  journal.add(change(1));
  journal.clear();
  expect(journal.endFetch('c')).toEqual({ missed: [], isTrusted: false });
});
