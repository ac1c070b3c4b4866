import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MAX_MESSAGE_LENGTH, SendMessageInput } from '#contract/messages.ts';
import {
  FetchFailure,
  fetchFailureCodes,
  isFetchFailureCode,
} from '#domain/fetching/fetchFailure.ts';
import {
  isParseFailureCode,
  ParseFailure,
  parseFailureCodes,
} from '#domain/parsing/parseFailure.ts';
import en from '#locales/en.json' with { type: 'json' };
import { findServerWords } from '#locales/serverWords.ts';
import { requireRole } from '#services/workspaces/access.ts';
import { must } from '#shared/must.ts';

const codes = Object.keys(en.server).filter(isParseFailureCode);

test.each(codes)('what is said of a file that is %s has its words in each language', (code) => {
  expect(en.server[code]).toBe(new ParseFailure(code).userMessage);
});

test('no reason for which a file cannot be read is left out', () => {
  expect(codes).toHaveLength(parseFailureCodes.length);
});

test.each(fetchFailureCodes)('and what is said of a web page that is %s', (code) => {
  expect(isFetchFailureCode(code) && findServerWords(new FetchFailure(code).userMessage)).toEqual({
    key: code,
    values: {},
  });
});

test('what stands in a sentence’s place stands in its translation', () => {
  expect(findServerWords('The file is larger than 50 MB')).toEqual({
    key: 'fileTooLarge',
    values: { megabytes: '50' },
  });
  expect(findServerWords('LINE refused it (400: Bad (very) request)')).toEqual({
    key: 'lineRefused',
    values: { reason: '400: Bad (very) request' },
  });
  expect(findServerWords('The file is larger than MB')).toBeNull();
  expect(findServerWords('Whatever')).toBeNull();
});

test('the refusal of a role is known', () => {
  const message = messageOf(() => requireRole('viewer', 'documents.write'));
  expect(findServerWords(message)).toEqual({
    key: 'needsRole',
    values: { needed: 'member', own: 'viewer' },
  });
});

test.each(['\0', 'a'.repeat(MAX_MESSAGE_LENGTH + 1)])(
  'why a message cannot be sent is known: %#',
  (content) => {
    const client_id = '01890000-0000-7000-8000-000000000000';
    const { error } = SendMessageInput.safeParse({
      conversation_id: client_id,
      content: `a${content}`,
      client_id,
    });
    expect(findServerWords(must(error?.issues[0], 'an issue').message)).not.toBeNull();
  },
);

/** What the files say of failures that a person reads on the screen: of jobs, of LINE, of sending, of uploads. */
const shown = [
  ...globSync('src/services/**/*.ts', { exclude: ['**/*.test.ts'] }).flatMap((file) =>
    sentencesIn(file, /new (?:JobError|LineError)\(\s*(?:'([^']+)'|`([^`$]+)`)/g),
  ),
  ...['messages/sendMessage', 'documents/uploadDocument'].flatMap((file) =>
    sentencesIn(`src/services/${file}.ts`, /new AppError\(\s*'\w+',\s*'([^']+)'/g),
  ),
];

test('there are sentences to look for', () => {
  expect(shown.length).toBeGreaterThan(8);
});

test.each(shown)('%s is said in each language', (sentence) => {
  expect(findServerWords(sentence)).not.toBeNull();
});

function sentencesIn(file: string, pattern: RegExp): string[] {
  const text = readFileSync(file, 'utf8');
  return Array.from(text.matchAll(pattern), ([, plain, template]) => must(plain ?? template, file));
}

function messageOf(refuse: () => void): string {
  try {
    refuse();
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  return '';
}
