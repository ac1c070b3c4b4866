import { expect, test } from 'vitest';
import {
  isParseFailureCode,
  ParseFailure,
  parseFailureCodes,
} from '#domain/parsing/parseFailure.ts';
import en from '#locales/en.json' with { type: 'json' };

const codes = Object.keys(en.server).filter(isParseFailureCode);

test.each(codes)('what is said of a file that is %s has its words in each language', (code) => {
  expect(en.server[code]).toBe(new ParseFailure(code).userMessage);
});

test('no reason for which a file cannot be read is left out', () => {
  expect(codes).toHaveLength(parseFailureCodes.length);
});
