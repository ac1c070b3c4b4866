import { expect, test } from 'vitest';
import { parseFirstMessages } from '#features/chat/firstMessages.ts';

test('what was kept comes back, what is broken does not', () => {
  const message = { client_id: 'a', content: 'Hello', created_at: '2026-01-01T00:00:00.000Z' };
  expect(parseFirstMessages(JSON.stringify([message]))).toEqual([message]);
  for (const kept of [null, '', '{', '{}', '[{"content":1}]'])
    expect(parseFirstMessages(kept)).toEqual([]);
});
