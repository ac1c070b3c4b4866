import { expect, test } from 'vitest';
import en from '#locales/en.json' with { type: 'json' };
import { english } from '#locales/testTranslator.ts';
import { readUploadAnswer, UploadError } from '#features/documents/uploadFile.ts';

const refused = (code: string, message = 'Why') =>
  readUploadAnswer(
    JSON.stringify({ error: { message, code: -32000, data: { code } } }),
    english.uploads,
  );

test('a document comes out of its envelope', () => {
  const document = {
    id: '01981d6e-0000-7000-8000-000000000001',
    workspace_id: '01981d6e-0000-7000-8000-000000000002',
    file_name: 'handbook.pdf',
    folder_path: '',
    source_url: null,
    series_id: '01981d6e-0000-7000-8000-000000000001',
    version_number: 1,
    checked_at: null,
    mime_type: 'application/pdf',
    size_bytes: 10,
    sha256: 'ab',
    status: 'pending',
    page_count: null,
    error_message: null,
    created_by: '01981d6e-0000-7000-8000-000000000003',
    created_at: '2026-05-20T10:00:00.000Z',
    updated_at: '2026-05-20T10:00:00.000Z',
    version: 1,
  };
  const body = JSON.stringify({ result: { data: { document, duplicate: true } } });
  expect(readUploadAnswer(body, english.uploads)).toEqual({ document, duplicate: true });
});

test('a refusal is told with what can be done about it', () => {
  expect(refused('PAYLOAD_TOO_LARGE', 'The file is larger than 50 MB')).toMatchObject({
    message: 'The file is larger than 50 MB',
    canRetry: false,
  });
  expect(refused('INTERNAL_SERVER_ERROR')).toMatchObject({
    message: en.documents.uploads.failed,
    canRetry: true,
  });
  expect(refused('UNAUTHORIZED')).toBeInstanceOf(UploadError);
});

test.each(['', '<html>502 Bad Gateway</html>', '{}', '{"result":{"data":{}}}'])(
  'an answer that is none, %j, may be tried again',
  (body) => {
    expect(readUploadAnswer(body, english.uploads)).toMatchObject({ canRetry: true });
  },
);
