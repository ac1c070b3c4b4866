import { APICallError } from 'ai';
import { DrizzleQueryError } from 'drizzle-orm/errors';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createLogger } from '#shared/logger.ts';

const secret = 'xyzzy';
const jwt = `eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiI${secret}.c2ln${secret}`;

function logged(...entry: [object, string]): { line: string; entry: Record<string, unknown> } {
  let line = '';
  createLogger({ write: (text) => (line += text) }).error(...entry);
  return { line, entry: z.record(z.string(), z.unknown()).parse(JSON.parse(line)) };
}

function parseFailure(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}

const postgresError = Object.assign(new Error(`invalid input syntax for type uuid: "${secret}"`), {
  name: 'PostgresError',
  code: '22P02',
  detail: `Failing row contains (${secret})`,
  parameters: [secret],
});

test.each<[string, unknown]>([
  [
    'a query’s parameters',
    new DrizzleQueryError('insert into messages values ($1)', [secret], postgresError),
  ],
  ['what PostgreSQL could not read', postgresError],
  ['what is no JSON', parseFailure(`{"password": "${secret}"`)],
  [
    'a language model’s request and answer',
    new Error('The language model could not be reached.', {
      cause: new APICallError({
        message: `cannot answer ${secret}`,
        url: 'http://localhost/v1',
        requestBodyValues: { messages: [secret] },
        responseBody: secret,
        statusCode: 400,
      }),
    }),
  ],
  ['properties that somebody added', Object.assign(new Error('failed'), { document: secret })],
  ['what is thrown and is no error', { text: secret }],
])('of an error it does not say %s', (_what, error) => {
  const { line } = logged({ err: error }, 'a call failed');
  expect(line).not.toContain(secret);
});

test('of an error it says what helps: type, code, status, the query without values, the stack, the cause', () => {
  const error = new DrizzleQueryError('insert into messages values ($1)', [secret], postgresError);
  const { entry, line } = logged({ err: error }, 'a call failed');
  expect(entry).toMatchObject({
    msg: 'a call failed',
    err: {
      type: 'Error',
      message: 'Failed query: insert into messages values ($1)',
      cause: {
        type: 'PostgresError',
        code: '22P02',
        message: 'invalid input syntax for type uuid: ',
      },
    },
  });
  expect(line).toContain('logger.test.ts');
});

test.each<[string, object]>([
  ['a token in an address', { url: `/ws?connectionParams=1&token=${secret}&x=1` }],
  ['a token anywhere', { note: `refused ${jwt}` }],
  ['a link to a file', { path: `/files/${jwt}` }],
  ['an address in an error', { err: new Error(`connect to postgres://me:${secret}@db/parley`) }],
  ['a header', { headers: { authorization: `Bearer ${secret}`, cookie: `a=${secret}` } }],
  ['a header in a text', { note: `authorization: Bearer ${secret}` }],
  ['a password', { body: { password: secret } }],
])('it hides %s', (_what, entry) => {
  const { line } = logged(entry, 'seen');
  expect(line).not.toContain(secret);
  expect(line).toContain('[hidden]');
});
