import { expect, test } from 'vitest';
import { checkText } from './repository.ts';

// Put together here, so that this file does not hold what it forbids.
const home = ['', 'home', 'ann', 'parley'].join('/');
const mac = ['', 'Users', 'ann'].join('/');
const superuser = ['', 'root', '.cache'].join('/');

test.each([home, mac, superuser])('%s is a path of one machine', (path) => {
  expect(checkText('src/x.ts', `\nconst folder = '${path}';`)).toEqual([
    expect.stringContaining('src/x.ts:2:'),
  ]);
});

test.each(['/tmp/parley-', '/api/trpc', '/workspaces/1', 'https://example.com/root/x', '/usr/bin'])(
  '%s is not',
  (path) => {
    expect(checkText('src/x.ts', `const path = '${path}';`)).toEqual([]);
  },
);

test('the lock file names no registry', () => {
  const lock = (line: string) => `{"packages": {"node_modules/ws": {${line}}}}`;
  expect(
    checkText('package-lock.json', lock('"resolved": "https://example.com/ws.tgz"')),
  ).toHaveLength(1);
  expect(checkText('package-lock.json', lock('"version": "8.0.0"'))).toEqual([]);
});
