import { expect, test } from 'vitest';
import { readThaiGlyphs } from '#shared/thaiGlyphs.ts';

test('marks that a font keeps for private use are the marks that they show', () => {
  expect(readThaiGlyphs('เชียงใหม\uf70a ลาพักร\uf70bอน ค\uf70aาจ\uf70bาง')).toBe(
    'เชียงใหม่ ลาพักร้อน ค่าจ้าง',
  );
  expect(readThaiGlyphs('\uf700\uf70f')).toBe('ฐญ');
  expect(readThaiGlyphs('ป\uf701 ป\uf702 ป\uf710 ป\uf712 ก\uf718')).toBe('ปิ ปี ปั ป็ กุ');
});

test('every one of them stands for one letter, and other text stays', () => {
  const all = Array.from({ length: 27 }, (_, at) => String.fromCharCode(0xf700 + at)).join('');
  expect(readThaiGlyphs(all)).toMatch(/^[\u0e00-\u0e7f]{27}$/u);
  expect(readThaiGlyphs('Điều 5 \uf71b')).toBe('Điều 5 \uf71b');
});
