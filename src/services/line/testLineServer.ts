import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';

export const lineToken = 'the-channel-access-token';
export const lineSecret = '0123456789abcdef0123456789abcdef';
const botUserId = 'U00000000000000000000000000000bot';

/** As LINE documents a push; anything else is refused as it would be there. */
const PushBody = z.strictObject({
  to: z.string().regex(/^U[0-9a-z]{32}$/),
  messages: z
    .array(z.strictObject({ type: z.literal('text'), text: z.string().min(1).max(5_000) }))
    .min(1)
    .max(5),
});
const RetryKey = z.uuid();

/** What becomes of the next push; after that pushes are accepted again. */
type Mood =
  | { status: number; message: string }
  /** Takes it, but its answer never comes. */
  | 'accept silently'
  /** Neither takes nor answers it. */
  | 'hang';

type Profile = { displayName: string; pictureUrl?: string };

/** A LINE of a test's own: it knows one channel, and takes each retry key once. */
export class TestLineServer {
  readonly profiles = new Map<string, Profile>();
  readonly contents = new Map<string, { bytes: Buffer; mimeType: string }>();
  /** What has reached customers, in order. */
  readonly delivered: { to: string; text: string; retryKey: string }[] = [];
  /** The retry keys of all pushes asked for, also of those refused. */
  readonly askedKeys: string[] = [];
  readonly moods: Mood[] = [];
  readonly #accepted = new Set<string>();
  readonly #server = createServer((request, response) => {
    this.#handle(request, response).catch(() => response.destroy());
  });
  url = '';

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const { port } = z.object({ port: z.number() }).parse(this.#server.address());
    this.url = `http://127.0.0.1:${port}`;
    return this;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', this.url).pathname;
    if (request.headers.authorization !== `Bearer ${lineToken}`)
      return sendJson(response, 401, { message: 'Authentication failed' });
    if (request.method === 'POST' && path === '/v2/bot/message/push')
      return this.#push(request, response);
    if (request.method !== 'GET') return sendJson(response, 405, { message: 'Not allowed' });
    if (path === '/v2/bot/info')
      return sendJson(response, 200, { userId: botUserId, displayName: 'Acme on LINE' });
    const [, userId = ''] = /^\/v2\/bot\/profile\/(\w+)$/.exec(path) ?? [];
    const profile = this.profiles.get(userId);
    if (profile) return sendJson(response, 200, { userId, ...profile });
    const [, messageId = ''] = /^\/v2\/bot\/message\/(\w+)\/content$/.exec(path) ?? [];
    const content = this.contents.get(messageId);
    if (!content) return sendJson(response, 404, { message: 'Not found' });
    response.writeHead(200, { 'Content-Type': content.mimeType }).end(content.bytes);
  }

  async #push(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const piece of request) text += String(piece);
    const body = PushBody.safeParse(JSON.parse(text));
    const key = RetryKey.safeParse(request.headers['x-line-retry-key']);
    if (!body.success || !key.success)
      return sendJson(response, 400, { message: 'The request body has 1 error(s)' });
    this.askedKeys.push(key.data);
    const mood = this.moods.shift();
    if (mood === 'hang') return;
    if (typeof mood === 'object') return sendJson(response, mood.status, { message: mood.message });
    if (this.#accepted.has(key.data))
      return sendJson(response, 409, { message: 'The retry key is already accepted' });
    this.#accepted.add(key.data);
    const { to, messages } = body.data;
    for (const each of messages) this.delivered.push({ to, text: each.text, retryKey: key.data });
    if (mood !== 'accept silently') sendJson(response, 200, { sentMessages: [{ id: '1' }] });
  }

  [Symbol.dispose](): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

function sendJson(response: ServerResponse, status: number, body: Record<string, unknown>): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

/** A webhook's body as LINE sends it, and its signature. */
export function signedWebhook(
  events: readonly Record<string, unknown>[],
  { secret = lineSecret, destination = botUserId } = {},
): { body: Buffer; signature: string } {
  const body = Buffer.from(JSON.stringify({ destination, events }));
  const signature = createHmac('sha256', secret).update(body).digest('base64');
  return { body, signature };
}

/** An event of a user's, with the fields that LINE documents. */
export function lineEvent(
  userId: string,
  { id, ...of }: { id: string; type: string } & Record<string, unknown>,
): Record<string, unknown> {
  return {
    mode: 'active',
    timestamp: 1_700_000_000_000,
    source: { type: 'user', userId },
    webhookEventId: id,
    deliveryContext: { isRedelivery: false },
    replyToken: 'a reply token',
    ...of,
  };
}
