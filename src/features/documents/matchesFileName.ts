const diacritics = /\p{M}+/gu;

/** Case, accents and the form of letters do not count: `quy che` finds `QUY_CHẾ.pdf`, `do` finds `Đơn`. */
const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replaceAll(diacritics, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replaceAll(/[\s_-]+/g, ' ');

/** Do all words of the query occur in the file's name? */
export function matchesFileName(fileName: string, query: string): boolean {
  const name = fold(fileName);
  return fold(query)
    .split(' ')
    .every((word) => name.includes(word));
}
