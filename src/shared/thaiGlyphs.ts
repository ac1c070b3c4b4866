/** By code point from U+F700 on: the letters whose raised, lowered and cut-off shapes stand there. */
const letters =
  '\u0e10\u0e34\u0e35\u0e36\u0e37\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e48\u0e49\u0e4a\u0e4b\u0e4c' +
  '\u0e0d\u0e31\u0e4d\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e38\u0e39\u0e3a';
const first = 0xf700;

/**
 * Thai as it is written. Fonts of the kind that Windows has long had draw a mark that must make room for another as
 * a glyph of its own, from the area for private use; what is read from a PDF with such a font has these in it.
 * @see https://linux.thai.net/~thep/th-otf/
 */
export function readThaiGlyphs(text: string): string {
  return text.replaceAll(
    /[\uf700-\uf71a]/g,
    (glyph) => letters[glyph.charCodeAt(0) - first] ?? glyph,
  );
}
