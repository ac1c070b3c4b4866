/**
 * Words that ask, and tell nothing of what is asked about. They are rare in documents, so that their rarity
 * would count for much (ADR 0012).
 */
const questionWords = new Set(
  [
    'what which who whom whose when where why how do does did is are was were be been am has have had',
    'can could would should there',
    'gì nào đâu nhiêu mấy',
    'อะไร ใคร ไหน ที่ไหน เมื่อไหร่ เมื่อไร เมื่อใด อย่างไร ยังไง ทำไม เท่าไหร่ เท่าไร เท่าใด กี่ ใด หรือไม่ บ้าง',
    '什么 谁 哪 哪里 哪儿 哪些 哪个 多少 如何 怎么 怎样 为何 为什么 何时 几 吗 呢',
  ].flatMap((line) => line.normalize('NFKC').split(' ')),
);

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/** The query with a space for each word that only asks. Capitals are a name: "WHO" stays. */
export function withoutQuestionWords(query: string): string {
  let rest = '';
  for (const { segment } of segmenter.segment(query.normalize('NFKC')))
    rest += isQuestionWord(segment) ? ' ' : segment;
  return rest;
}

function isQuestionWord(word: string): boolean {
  const isName = word.length > 1 && word !== word.toLowerCase() && word === word.toUpperCase();
  return !isName && questionWords.has(word.toLowerCase());
}
