import { expect, test } from 'vitest';
import { openNumber, parseSource, toSource } from '#features/messages/citationSource.ts';

const message = { id: '01981d6e-0000-7000-8000-000000000001' };
const other = { id: '01981d6e-0000-7000-8000-000000000002' };
const citation = {
  n: 3,
  document_id: '01981d6e-0000-7000-8000-000000000009',
  file_name: 'handbook.pdf',
  page_from: 7,
  page_to: 8,
  chunk_id: '01981d6e-0000-7000-8000-000000000008',
  quote: 'Leave is paid.',
};

test('a reference opens its page, and the address says which reference it was', () => {
  const open = toSource(message, citation);
  expect(open).toMatchObject({ documentId: citation.document_id, page: 7 });
  expect(parseSource(open.source)).toEqual({ messageId: message.id, n: 3 });
  expect(openNumber(open, message)).toBe(3);
  expect(openNumber(open, other)).toBeNull();
  expect(openNumber(null, message)).toBeNull();
});

test.each([null, '', 'x', `${message.id}.`, `${message.id}.x`, `${message.id}.1.2`])(
  'an address that names no citation: %j',
  (source) => {
    expect(parseSource(source)).toBeNull();
  },
);
