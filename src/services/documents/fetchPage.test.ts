import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { LookupFunction } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { FetchFailure } from '#domain/fetching/fetchFailure.ts';
import { createPageFetcher, type PageFetcherOptions } from '#services/documents/fetchPage.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A web server on the address; answers `host:port`, and how often it was asked. */
async function serve(answer: Answer, address = '127.0.0.1', port = 0) {
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(port, address, resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const bound = z.object({ port: z.number() }).parse(server.address());
  return { host: `${address}:${bound.port}`, port: bound.port, asked: () => asked };
}

const say =
  (text: string): Answer =>
  (_request, response) =>
    void response.end(text);
const redirect =
  (location: string): Answer =>
  (_request, response) =>
    void response.writeHead(302, { location }).end();

const open = new AbortController().signal;
const outcomeOf = (url: string, options: Partial<PageFetcherOptions> = {}) =>
  createPageFetcher({ allowedPrivateHosts: [], maxBytes: 100_000, ...options })(url, open).then(
    ({ bytes, url: { href } }) => ({ text: Buffer.from(bytes).toString(), href }),
    (error: unknown) => (error instanceof FetchFailure ? error.code : error),
  );

/** A name server that gives these addresses, one after the other. */
function nameServer(...addresses: string[]) {
  const names: string[] = [];
  const lookup: LookupFunction = (name, options, callback) => {
    const address = addresses[Math.min(names.length, addresses.length - 1)] ?? '';
    names.push(name);
    const family = address.includes(':') ? 6 : 4;
    if (options.all) callback(null, [{ address, family }]);
    else callback(null, address, family);
  };
  return { lookup, names };
}

test.each([
  'http://127.0.0.1/',
  'http://2130706433/',
  'http://0x7f.1/',
  'http://127.1/',
  'http://0/',
  'http://169.254.169.254/latest/meta-data/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[fd00:ec2::254]/',
  'http://[fe80::1]/',
  'http://10.0.0.1/',
  'http://100.64.0.1/',
  'http://localhost/',
  'https://[64:ff9b::7f00:1]/',
])('%s is not asked', async (url) => {
  expect(await outcomeOf(url)).toBe('not_public');
});

test.each([
  'ftp://example.com/',
  'file:///etc/passwd',
  'http://example.com:22/',
  'data:text/plain,x',
  'http://ann:secret@example.com/',
  'https://example.com:80/',
  'http://127.0.0.1:5432/',
])('%s is not on the web', async (url) => {
  expect(await outcomeOf(url)).toBe('not_web');
});

test.each(['10.1.2.3', '127.0.0.1', '169.254.169.254', '::1', '::ffff:192.168.0.1', 'fd12::1'])(
  'a name that means %s is not asked',
  async (address) => {
    const { lookup, names } = nameServer(address);
    expect(await outcomeOf('http://harmless.example/', { lookup })).toBe('not_public');
    expect(names).toEqual(['harmless.example']);
  },
);

test('a name of which one address of several is private is not asked', async () => {
  const lookup: LookupFunction = (_name, _options, callback) =>
    callback(null, [
      { address: '8.8.8.8', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ]);
  expect(await outcomeOf('http://half.example/', { lookup })).toBe('not_public');
});

test('what has been let through is what is connected to, whatever the name means a moment later', async () => {
  const secret = await serve(say('secret'), '127.0.0.2');
  const good = await serve(say('public'), '127.0.0.1', secret.port);
  const { lookup, names } = nameServer('127.0.0.1', '127.0.0.2');
  const url = `http://rebind.example:${good.port}/`;
  const options = {
    lookup,
    isAllowedAddress: (address: string) => address === '127.0.0.1',
    allowedPorts: [String(good.port)],
  };
  expect(await outcomeOf(url, options)).toMatchObject({ text: 'public' });
  expect(await outcomeOf(url, options)).toBe('not_public');
  expect(names).toEqual(['rebind.example', 'rebind.example']);
  expect(secret.asked()).toBe(0);
});

test('a private host is fetched from when it is listed, at that port alone', async () => {
  const { host, port } = await serve(say('from the intranet'));
  const allowedPrivateHosts = [host];
  const { lookup } = nameServer('127.0.0.1');
  expect(await outcomeOf(`http://${host}/a`, { allowedPrivateHosts })).toEqual({
    text: 'from the intranet',
    href: `http://${host}/a`,
  });
  const named = { allowedPrivateHosts: [`wiki.example:${port}`], lookup };
  expect(await outcomeOf(`http://WIKI.example:${port}/`, named)).toMatchObject({
    text: 'from the intranet',
  });
  expect(await outcomeOf('http://127.0.0.1:1/', { allowedPrivateHosts })).toBe('not_web');
});

test('no redirect leads where an address may not', async () => {
  const inner = await serve(say('secret'));
  for (const [location, code] of [
    [`http://${inner.host}/`, 'not_web'],
    ['http://127.0.0.1/', 'not_public'],
    ['http://169.254.169.254/latest/', 'not_public'],
    ['//[::1]/', 'not_public'],
    ['file:///etc/passwd', 'not_web'],
    ['http://[broken', 'not_web'],
  ] as const) {
    const { host } = await serve(redirect(location));
    expect(await outcomeOf(`http://${host}/`, { allowedPrivateHosts: [host] })).toBe(code);
  }
  expect(inner.asked()).toBe(0);
});

test('five redirects are followed, a sixth is not', async () => {
  const { host } = await serve(({ url = '' }, response) => {
    const left = Number(url.slice(1));
    if (left === 0) response.end('there');
    else response.writeHead(301, { location: `/${left - 1}` }).end();
  });
  const allowedPrivateHosts = [host];
  expect(await outcomeOf(`http://${host}/5`, { allowedPrivateHosts })).toEqual({
    text: 'there',
    href: `http://${host}/0`,
  });
  expect(await outcomeOf(`http://${host}/6`, { allowedPrivateHosts })).toBe('too_many_redirects');
});

test('what is too large ends early, also when it was sent small', async () => {
  const endless = await serve((_request, response) => {
    const more = () => {
      while (response.write('x'.repeat(64_000)));
      response.once('drain', more);
    };
    more();
  });
  const bomb = gzipSync(Buffer.alloc(200_000_000));
  const zipped = await serve((_request, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
  });
  for (const { host } of [endless, zipped])
    expect(await outcomeOf(`http://${host}/`, { allowedPrivateHosts: [host] })).toBe(
      'page_too_large',
    );
});

test('a server that trickles, or says nothing at all, is not waited for', async () => {
  const trickling = await serve((_request, response) => {
    const timer = setInterval(() => response.write('.'), 10);
    response.on('close', () => clearInterval(timer));
  });
  const silent = await serve(() => {});
  for (const { host } of [trickling, silent])
    expect(
      await outcomeOf(`http://${host}/`, { allowedPrivateHosts: [host], timeLimitMs: 300 }),
    ).toBe('too_slow');
});

test.each([
  [404, 'not_found'],
  [401, 'sign_in'],
  [418, 'refused'],
  [304, 'refused'],
  [429, 'server_fault'],
  [503, 'server_fault'],
])('an answer of %i is %s', async (status, code) => {
  const { host } = await serve((_request, response) => void response.writeHead(status).end());
  expect(await outcomeOf(`http://${host}/`, { allowedPrivateHosts: [host] })).toBe(code);
});

test('a server that is not there is told from a name that is none', async () => {
  const { host } = await serve(say(''));
  closing.splice(0).forEach((close) => close());
  expect(await outcomeOf(`http://${host}/`, { allowedPrivateHosts: [host] })).toBe('unreachable');
  const lookup: LookupFunction = (_name, _options, callback) =>
    callback(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), '');
  expect(await outcomeOf('http://nowhere.example/', { lookup })).toBe('no_such_host');
});

test('what the server says of the type comes along', async () => {
  const { host } = await serve((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/csv; charset=windows-874' }).end('1,2');
  });
  const silent = await serve(say('1,2'));
  const fetchPage = createPageFetcher({ allowedPrivateHosts: [host, silent.host], maxBytes: 10 });
  expect((await fetchPage(`http://${host}/`, open)).contentType).toBe(
    'text/csv; charset=windows-874',
  );
  expect((await fetchPage(`http://${silent.host}/`, open)).contentType).toBe(null);
});

test('one who calls it off is not told that the page was at fault', async () => {
  const { host } = await serve(() => {});
  const calledOff = AbortSignal.abort(new Error('stopped'));
  const fetchPage = createPageFetcher({ allowedPrivateHosts: [host], maxBytes: 1 });
  await expect(fetchPage(`http://${host}/`, calledOff)).rejects.toThrow('stopped');
});
