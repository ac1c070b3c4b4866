import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createLineWebhookHandler, lineWebhookPath } from '#http/line.ts';
import { connectLine } from '#services/line/connectLine.ts';
import {
  lineEvent,
  lineSecret,
  lineToken,
  signedWebhook,
  TestLineServer,
} from '#services/line/testLineServer.ts';
import type { CallContext } from '#services/context.ts';
import { listCustomers } from '#services/customers/listCustomers.ts';
import { getLiveSettings } from '#services/live/getLiveSettings.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';

let line: TestLineServer;
let services: TestServices;
let ann: CallContext;
let workspace_id: string;
let webhook: string;
const server = createServer();
beforeAll(async () => {
  line = await new TestLineServer().start();
  services = await openTestServices({ lineUrl: line.url });
  const handle = createLineWebhookHandler(services);
  server.on('request', (request, response) => {
    handle(request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  ann = services.signUp('Ann');
  workspace_id = (await createWorkspace(ann, { name: 'Acme' })).id;
  const secrets = { channel_access_token: lineToken, channel_secret: lineSecret };
  await connectLine(ann, { workspace_id, ...secrets });
  const { key } = await getLiveSettings(ann, { workspace_id });
  webhook = `http://127.0.0.1:${port}${lineWebhookPath}${key}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await services[Symbol.asyncDispose]();
  line[Symbol.dispose]();
});

type Sent = { body: Buffer; signature?: string };
const post = async ({ body, signature }: Sent, url = webhook): Promise<number> => {
  const headers = new Headers();
  if (signature !== undefined) headers.set('x-line-signature', signature);
  return (await fetch(url, { method: 'POST', headers, body: new Uint8Array(body) })).status;
};
const says = (text: string) =>
  lineEvent('U1', { id: 'one', type: 'message', message: { type: 'text', id: '1', text } });

test('LINE’s own try, with no events, gets 200; so does an event, and the same again', async () => {
  expect(await post(signedWebhook([]))).toBe(200);
  expect(await post(signedWebhook([says('สวัสดี')]))).toBe(200);
  expect(await post(signedWebhook([says('สวัสดี')]))).toBe(200);
  expect(await listCustomers(ann, { workspace_id })).toMatchObject([{ external_id: 'U1' }]);
});

test('the signature is that of the bytes: the same JSON written otherwise is refused', async () => {
  const { body, signature } = signedWebhook([says('Hi')]);
  const respelled = Buffer.from(JSON.stringify(JSON.parse(body.toString()), null, 1));
  expect(await post({ body: respelled, signature })).toBe(401);
  expect(await post({ body })).toBe(401);
  expect(await post({ body, signature: 'a b' })).toBe(401);
});

test('what is no webhook, of nobody, too long or not sent is refused with its status', async () => {
  const signed = (text: string) => {
    const { signature } = signedWebhook([]);
    return { body: Buffer.from(text), signature };
  };
  expect(await post(signed('not even JSON'))).toBe(401);
  expect(await post(signedWebhook([{ type: 'message' }]))).toBe(400);
  expect(await post(signedWebhook([], { destination: 'U2' }))).toBe(400);
  expect(await post(signedWebhook([]), `${webhook}x`)).toBe(404);
  expect(await post(signedWebhook([says('x'.repeat(1024 * 1024))]))).toBe(413);
  expect((await fetch(webhook)).status).toBe(405);
});
