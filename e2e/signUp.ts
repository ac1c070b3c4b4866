import { createClient } from '@supabase/supabase-js';
import { createParleyClient } from '#client/client.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

/** Somebody without a browser, with a workspace of their own. */
export async function signUp(url: string, workspace: string) {
  const { auth } = createClient(url, 'parley', { auth: { persistSession: false } });
  const { data } = await auth.signUp({
    email: `${uuidv7()}@example.com`,
    password: 'correct horse battery',
  });
  const { access_token: token, user } = must(data.session, 'a session');
  const { client, close } = createParleyClient({ url, token });
  const { id: workspace_id } = await client.workspaces.create.mutate({ name: workspace });
  return { token, user_id: user.id, workspace_id, client, close };
}
