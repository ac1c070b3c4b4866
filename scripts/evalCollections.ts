import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** Questions whose relevant documents are known. */
export type Collection = {
  name: string;
  /** nDCG@10 that plain BM25 reaches, as the collections' README gives it. */
  reference: number;
  documents: { title: string; text: string }[];
  queries: { text: string; relevant: ReadonlySet<number> }[];
};

const Xquad = z.object({
  data: z.array(
    z.object({
      paragraphs: z.array(
        z.object({ context: z.string(), qas: z.array(z.object({ question: z.string() })) }),
      ),
    }),
  ),
});

/** The collections in a folder laid out as `../shared/eval`. */
export async function readCollections(folder: string): Promise<Collection[]> {
  return Promise.all([
    readCranfield(folder),
    readXquad(folder, 'en', 0.971),
    readXquad(folder, 'vi', 0.959),
    readXquad(folder, 'th', 0.972),
    readXquad(folder, 'zh', 0.967),
  ]);
}

/** The paragraph that holds the answer is the one relevant document. */
async function readXquad(folder: string, language: string, reference: number): Promise<Collection> {
  const json: unknown = JSON.parse(
    await readFile(join(folder, 'xquad', `xquad.${language}.json`), 'utf8'),
  );
  const paragraphs = Xquad.parse(json).data.flatMap((article) => article.paragraphs);
  return {
    name: `XQuAD ${language}`,
    reference,
    documents: paragraphs.map(({ context }) => ({ title: '', text: context })),
    queries: paragraphs.flatMap(({ qas }, index) =>
      qas.map(({ question }) => ({ text: question, relevant: new Set([index]) })),
    ),
  };
}

/** Judgments name a query by its position, 1…225; a grade of -1 counts as not relevant. */
async function readCranfield(folder: string): Promise<Collection> {
  const read = (name: string) => readFile(join(folder, 'cranfield', name), 'utf8');
  const [documents, queries, judgments] = await Promise.all([
    read('cran.all.1400'),
    read('cran.qry'),
    read('cranqrel'),
  ]);
  const relevant = new Map<number, Set<number>>();
  for (const line of judgments.trim().split('\n')) {
    const [query = 0, document = 0, grade = -1] = line.trim().split(/\s+/).map(Number);
    const known = relevant.get(query) ?? new Set();
    if (grade >= 1) relevant.set(query, known.add(document - 1));
  }
  return {
    name: 'Cranfield',
    reference: 0.39,
    documents: recordsOf(documents).map((record) => ({
      title: field(record, 'T'),
      text: field(record, 'W'),
    })),
    queries: recordsOf(queries).map((record, index) => ({
      text: field(record, 'W'),
      relevant: relevant.get(index + 1) ?? new Set(),
    })),
  };
}

const recordsOf = (file: string) => file.split(/^\.I \d+\s*$/m).slice(1);

function field(record: string, name: string): string {
  const found = new RegExp(
    `^\\.${name}\\s*\\n([\\s\\S]*?)(?=^\\.[A-Z]\\s*$|$(?![\\s\\S]))`,
    'm',
  ).exec(record);
  return found?.[1]?.replaceAll(/\s+/g, ' ').trim() ?? '';
}
