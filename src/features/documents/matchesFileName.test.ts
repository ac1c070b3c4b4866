import { expect, test } from 'vitest';
import { matchesFileName } from '#features/documents/matchesFileName.ts';

test.each([
  ['Handbook 2026.pdf', 'hand', true],
  ['Handbook 2026.pdf', '2026 HAND', true],
  ['Handbook 2026.pdf', 'policy', false],
  ['QUY_CHẾ-nội bộ.docx', 'quy che noi', true],
  ['Đơn xin nghỉ.pdf', 'don', true],
  ['ระเบียบ.pdf', 'ระเบียบ', true],
  ['anything', '  ', true],
])('%s, searched by %j: %s', (name, query, expected) => {
  expect(matchesFileName(name, query)).toBe(expected);
});
