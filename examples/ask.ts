/**
 * Asks a question of a document over Parley's typed client.
 *
 *   npm run example -- http://localhost:3000 ./handbook.pdf "How many vacation days do we have?"
 */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { createClient } from '@supabase/supabase-js';
import { createParleyClient } from '#client/client.ts';
import type { ParleyEvent } from '#contract/events.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

const [url = 'http://localhost:3000', file, question = 'What is this document about?'] =
  process.argv.slice(2);
const path = must(file, 'a file as second argument');

const { auth } = createClient(url, 'parley', { auth: { persistSession: false } });
const { data, error } = await auth.signUp({
  email: `${uuidv7()}@example.com`,
  password: uuidv7(),
});
if (error) throw error;
const session = must(data.session, 'a session');
const parley = createParleyClient({ url, token: session.access_token });
const { client } = parley;

const { id: workspace_id } = await client.workspaces.create.mutate({ name: 'Example' });

/** Resolves with what `pick` makes of the first event for which it makes something. */
function firstEvent<T>(pick: (event: ParleyEvent) => T | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const subscription = client.onEvent.subscribe(
      { workspace_id },
      {
        onData: ({ data: batch }) => {
          for (const event of batch) {
            const picked = pick(event);
            if (picked === undefined) continue;
            subscription.unsubscribe();
            resolve(picked);
          }
        },
        onError: reject,
      },
    );
  });
}

const ingested = firstEvent((event) => {
  if (event.type !== 'document.status_updated') return undefined;
  console.log(`document: ${event.payload.status}`);
  const { status } = event.payload;
  return status === 'ingested' || status === 'error' ? event.payload : undefined;
});
const form = new FormData();
form.set('workspace_id', workspace_id);
form.set('file', new File([await readFile(path)], basename(path)));
await client.documents.upload.mutate(form);
const { status, error_message } = await ingested;
if (status === 'error') throw new Error(error_message ?? 'The document could not be read.');

const { id: conversation_id } = await client.conversations.create.mutate({ workspace_id });
const stream = client.onActivity.subscribe(
  { conversation_id },
  {
    onData: (activity) => {
      if (activity.type === 'message.delta') process.stdout.write(activity.payload.text);
    },
  },
);
const answered = firstEvent((event) =>
  event.type === 'message.status_updated' && event.payload.status === 'done'
    ? event.payload
    : undefined,
);
await client.messages.send.mutate({ conversation_id, content: question, client_id: uuidv7() });
const { content, citations } = await answered;
console.log(`\n\n${content}\n`);
for (const { n, file_name, page_from, quote } of citations)
  console.log(`[${n}] ${file_name}, page ${page_from}: “${quote}”`);
stream.unsubscribe();
await parley.close();
