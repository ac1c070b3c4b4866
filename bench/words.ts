const vocabulary = 100_000;
const syllables =
  'ba ke li mo nu ra se ti vo du fa ge hi jo ku la me ni po ru sa te vi wo zu cha dri fle gra plo'.split(
    ' ',
  );

/** Made-up words, drawn as often as words of a language are (Zipf's law); the same for the same seed. */
export function createWords(seed: number) {
  let state = seed;
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
  /** The rank of a word, from 0: the logarithm of ranks is drawn evenly. */
  const rank = () => Math.floor(Math.exp((next(1_000_000) / 1_000_000) * Math.log(vocabulary))) - 1;
  return {
    text: (length: number): string =>
      Array.from({ length }, () => wordOf(rank()))
        .join(' ')
        .concat('.'),
    /** Six words of one of the texts. */
    someOf(texts: readonly string[]): string {
      const words = (texts[next(texts.length)] ?? '').replace('.', '').split(' ');
      return Array.from({ length: 6 }, () => words[next(words.length)]).join(' ');
    },
  };
}

/** A word for each number, the commoner the shorter. */
function wordOf(rank: number): string {
  let rest = rank + syllables.length;
  let word = '';
  while (rest > 0) {
    word += syllables[rest % syllables.length] ?? '';
    rest = Math.floor(rest / syllables.length);
  }
  return word;
}
