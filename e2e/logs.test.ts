import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { expect, test } from '@playwright/test';
import { createClient } from '@supabase/supabase-js';
import getPort from 'get-port';
import postgres from 'postgres';
import { createParleyClient } from '#client/client.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';
import { readDatabaseUrl } from './embeddedDatabase.ts';
import { type Product, startProduct } from './product.ts';

const logFile = 'test-results/logs.log';
/** Stand in the document, the question, and the password; none may stand in the log. */
const documentText = 'gorse-thicket';
const question = 'heather-moor';
const password = 'juniper-hedge-battery';
const email = `${uuidv7()}@example.com`;
/** Refused by PostgreSQL, whose error repeats the whole row. */
const refusedEmail = `refused-${email}`;

/** A language model that repeats in its refusal what it was sent. */
const model = createServer((request, response) => {
  let body = '';
  request.on('data', (piece) => (body += String(piece)));
  request.on('end', () => {
    response.writeHead(400, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: { message: `I cannot read ${body}`, code: 400 } }));
  });
});

let product: Product;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  const [port, modelPort] = [await getPort(), await getPort()];
  await once(model.listen(modelPort), 'listening');
  product = await startProduct({
    port,
    logFile,
    env: { LLM_BASE_URL: `http://localhost:${modelPort}/v1`, LLM_MODEL: 'refusing' },
  });
  const sql = postgres(await readDatabaseUrl(product.dataDir));
  await sql`alter table parley_auth.users add check (email not like 'refused-%')`;
  await sql.end();
});
test.afterAll(() => {
  model.close();
});

async function signUp() {
  const { auth } = createClient(product.url, 'parley', { auth: { persistSession: false } });
  const { data } = await auth.signUp({ email, password });
  return must(data.session, 'a session');
}

/** Bytes as they are: `fetch` would tidy the address up. */
async function sendRaw(lines: string[]): Promise<void> {
  const { hostname, port } = new URL(product.url);
  const socket = connect(Number(port), hostname);
  socket.end([...lines, 'Connection: close', '', ''].join('\r\n'));
  socket.resume();
  await once(socket, 'close');
}

async function askHostilely(token: string): Promise<void> {
  const { host } = new URL(product.url);
  for (const path of [
    `/?token=${token}`,
    `/w/nowhere?token=${token}&apikey=${password}`,
    `/ws?token=${token}`,
    `/%ff?token=${token}`,
    `/../../etc/passwd?token=${token}`,
    `/files/${token}`,
    `/api/trpc/me.get?token=${token}&input=${question}`,
    `/api/trpc/nothing.like.it?token=${token}`,
    `/auth/v1/user?token=${token}`,
  ])
    await sendRaw([
      `GET ${path} HTTP/1.1`,
      `Host: ${host}`,
      `Authorization: Bearer ${token}`,
      `Cookie: session=${token}`,
    ]);
  for (const [path, body] of [
    ['/auth/v1/token?grant_type=password', `{"email":"${email}","password":"${password}"`],
    ['/auth/v1/token?grant_type=password', JSON.stringify({ email, password: { password } })],
    ['/auth/v1/signup', JSON.stringify({ email: refusedEmail, password, data: { question } })],
    ['/api/trpc/messages.send', `{"content":"${question}`],
    ['/api/trpc/search.query', JSON.stringify({ query: `${question}\0` })],
  ])
    await fetch(`${product.url}${path}`, {
      method: 'POST',
      body: must(body, 'a body'),
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    });
}

async function breakSockets(token: string): Promise<void> {
  const url = `${product.url.replace('http', 'ws')}/ws`;
  for (const [address, message] of [
    [`${url}?token=${token}`, `{"${question}`],
    [`${url}?token=${token}x`, ''],
    [`${url}?connectionParams=1`, JSON.stringify({ method: 'connectionParams', data: password })],
  ]) {
    const socket = new WebSocket(must(address, 'an address'));
    const closed = once(socket, 'close');
    await once(socket, 'open');
    socket.send(must(message, 'a message'));
    socket.close();
    await closed;
  }
}

/** Reads a document, and asks a model that refuses, until both have ended. */
async function useNormally(token: string): Promise<void> {
  const { client, close } = createParleyClient({ url: product.url, token });
  const { id: workspace_id } = await client.workspaces.create.mutate({ name: 'Larkspur' });
  for (const [name, text] of [
    ['notes.txt', `A ${documentText} stands behind the mill.`],
    ['broken.pdf', `%PDF-1.7 ${documentText}`],
  ]) {
    const form = new FormData();
    form.append('workspace_id', workspace_id);
    form.append('file', new File([must(text, 'a text')], must(name, 'a name')));
    await client.documents.upload.mutate(form);
  }
  const statuses = async () =>
    (await client.documents.list.query({ workspace_id })).map(({ status }) => status).toSorted();
  await expect.poll(statuses).toEqual(['error', 'ingested']);
  const { id: conversation_id } = await client.conversations.create.mutate({ workspace_id });
  const { ai_message } = await client.messages.send.mutate({
    conversation_id,
    content: `What stands behind the mill, ${question} or ${documentText}?`,
    client_id: uuidv7(),
  });
  const status = async () =>
    (await client.messages.get.query({ message_id: must(ai_message, 'the answer').id })).status;
  await expect.poll(status).toBe('error');
  await close();
}

test('no token, password or text is in the log, whatever is asked and whatever fails', async () => {
  const session = await signUp();
  await askHostilely(session.access_token);
  await breakSockets(session.access_token);
  await useNormally(session.access_token);
  await product.stop();

  const log = await readFile(logFile, 'utf8');
  // What was provoked is told …
  expect(log).toContain('an attempt failed');
  expect(log).toContain('the identity service failed');
  // … and nothing that is no failure (next-intl says so where it lacks a time zone) …
  expect(log).not.toContain('ENVIRONMENT_FALLBACK');
  // … without what was in it.
  const signature = must(session.access_token.split('.')[2], 'a signature');
  for (const secret of [signature, session.refresh_token, password, question, documentText, email])
    expect(log).not.toContain(secret);
  expect(log).not.toMatch(/eyJ[\w-]{8,}\.[\w-]+/);
});
