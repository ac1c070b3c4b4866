import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { startTestServer, type TestServer, TestTokens } from '#api/testServer.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';

let services: TestServices;
let server: TestServer;
const tokens = new TestTokens();
beforeAll(async () => {
  services = await openTestServices();
  server = await startTestServer(services, tokens);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await services[Symbol.asyncDispose]();
});

const Listed = z.object({ result: z.object({ data: z.array(z.object({ name: z.string() })) }) });

test.each(['br', 'gzip', 'identity'])(
  'a list travels as the client can read it: %s',
  async (coding) => {
    const ann = services.signUp();
    await createWorkspace(ann, { name: 'Larkspur' });
    const { token } = tokens.issue(ann);
    const response = await fetch(`${server.httpUrl}/api/trpc/workspaces.list?input={}`, {
      headers: { authorization: `Bearer ${token}`, 'accept-encoding': coding },
    });
    expect(response.headers.get('content-encoding') ?? 'identity').toBe(coding);
    const { result } = Listed.parse(await response.json());
    expect(result.data).toEqual([{ name: 'Larkspur' }]);
  },
);
