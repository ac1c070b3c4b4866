import { expect, test } from 'vitest';
import { findUnusedSettings, parseEnv } from '#env.ts';

test('nothing needs to be set', () => {
  expect(parseEnv({})).toMatchObject({
    PORT: 3000,
    DATA_DIR: '.data',
    PUBLIC_ORIGIN: 'http://localhost:3000',
    MAX_UPLOAD_MB: 50,
    EVENT_RETENTION_HOURS: 24,
    origins: ['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000'],
  });
});

test('an empty variable counts as absent', () => {
  expect(parseEnv({ PORT: '', LLM_BASE_URL: '' })).toMatchObject({ PORT: 3000 });
});

test('origins are what browsers send', () => {
  const env = parseEnv({
    PUBLIC_ORIGIN: 'https://parley.example/',
    ALLOWED_ORIGINS: 'https://intranet.example, https://other.example:8443/path',
  });
  expect(env.origins).toEqual([
    'https://parley.example',
    'https://intranet.example',
    'https://other.example:8443',
  ]);
});

test('private hosts are as they stand in an address', () => {
  const { ALLOWED_PRIVATE_HOSTS } = parseEnv({
    ALLOWED_PRIVATE_HOSTS: 'Wiki.example, 10.0.0.5:8090 [fd00::1]:80',
  });
  expect(ALLOWED_PRIVATE_HOSTS).toEqual(['wiki.example', '10.0.0.5:8090', '[fd00::1]']);
});

test.each([
  [{ PORT: 'eighty' }, /PORT: must be a whole number from 1 to 65535/],
  [{ PORT: ' ' }, /PORT: must be a whole number from 1 to 65535/],
  [{ PORT: '0x50' }, /PORT: must be a whole number/],
  [{ PORT: '0' }, /PORT: must be at least 1/],
  [{ ALLOWED_ORIGINS: 'https://a.example, b' }, /ALLOWED_ORIGINS: must be an http/],
  [{ PORT: '70000' }, /PORT: must be at most 65535/],
  [{ DATABASE_URL: 'mysql://localhost' }, /DATABASE_URL: must be a postgres:\/\/ address/],
  [{ ALLOWED_PRIVATE_HOSTS: 'wiki.example/path' }, /ALLOWED_PRIVATE_HOSTS\S*: must be hosts/],
  [{ ALLOWED_PRIVATE_HOSTS: 'ann@wiki.example' }, /ALLOWED_PRIVATE_HOSTS\S*: must be hosts/],
  [{ MAX_UPLOAD_MB: '0' }, /MAX_UPLOAD_MB: must be at least 1/],
  [{ LLM_BASE_URL: 'http://localhost:8080/v1' }, /LLM_MODEL: is needed with LLM_BASE_URL/],
  [{ SUPABASE_URL: 'https://x.supabase.co' }, /SUPABASE_ANON_KEY: is needed with SUPABASE_URL/],
  [{ SUPABASE_JWT_SECRET: 'short' }, /SUPABASE_JWT_SECRET: must have at least 32 characters/],
])('a wrong setting is named with what is expected: %o', (variables, message) => {
  expect(() => parseEnv(variables)).toThrow(message);
});

test('a setting that does nothing without another one is named, and stops nothing', () => {
  const env = parseEnv({ LLM_MODEL: 'some', EMBEDDING_API_KEY: 'secret', SUPABASE_ANON_KEY: '' });
  expect(findUnusedSettings(env)).toEqual([
    'LLM_MODEL does nothing without LLM_BASE_URL',
    'EMBEDDING_API_KEY does nothing without EMBEDDING_BASE_URL',
  ]);
  expect(findUnusedSettings(parseEnv({}))).toEqual([]);
});
