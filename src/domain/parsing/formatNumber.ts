const roman: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];
const latinLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** Without those that are out of use. */
const thaiLetters = 'กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ';
const maxRoman = 4_000;

/** A list's number as Office shows it; in a format that is not known, in digits. */
export function formatNumber(value: number, format: string): string {
  switch (format) {
    case 'none':
      return '';
    case 'lowerLetter':
      return lettersOf(value, latinLetters).toLowerCase();
    case 'upperLetter':
      return lettersOf(value, latinLetters);
    case 'lowerRoman':
      return romanOf(value).toLowerCase();
    case 'upperRoman':
      return romanOf(value);
    case 'decimalZero':
      return String(value).padStart(2, '0');
    case 'thaiLetters':
      return lettersOf(value, thaiLetters);
    case 'thaiNumbers':
      return String(value).replaceAll(/\d/g, (digit) => '๐๑๒๓๔๕๖๗๘๙'.charAt(Number(digit)));
    default:
      return String(value);
  }
}

/** After Z comes AA, then BB. */
function lettersOf(value: number, letters: string): string {
  if (value < 1) return String(value);
  const letter = letters.charAt((value - 1) % letters.length);
  return letter.repeat(Math.min(Math.ceil(value / letters.length), 10));
}

function romanOf(value: number): string {
  if (value < 1 || value >= maxRoman) return String(value);
  let rest = value;
  let text = '';
  for (const [amount, sign] of roman)
    while (rest >= amount) {
      text += sign;
      rest -= amount;
    }
  return text;
}
